"""One believable notebook, built by calling our own verbs: for a first look, tests and screenshots."""
