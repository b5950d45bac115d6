"""Asking: the ask and its letters, drafted from facts, reviewed as typed, paced, and answered.

An ask is the attempt to get one interview from one person. Letters are outgoing only; what came back is a
reply. Review, pacing and drafting are plain functions over plain values.
"""
