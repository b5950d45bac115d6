"""Language, offline: words into numbers, and what small trained models read from them. Plain: no Django.

`wordpiece` cuts text as the embedding model wants it; `minilm` runs the model; `probes` answers yes-or-no questions
about a sentence, with weights that were trained in the open (`tools/probes.py`).
"""
