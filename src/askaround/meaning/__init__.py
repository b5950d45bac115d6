"""What texts mean: the language model's vectors, each made once and kept beside the notebook.

A text goes through the model alone, so that its vector depends on nothing but the text. The model is loaded when the
first text asks for it and dropped after ten idle minutes. Where it is missing or not the one we know, there are no
vectors and a sentence says why: whoever asks goes on by words alone.
"""
