"""The engine that asks a language model: it proposes words, and what is not in the text is dropped.

The model is given numbered blocks and returns words with a block number, never offsets. Everything
that turns words into rows is shared with the rules.
"""
