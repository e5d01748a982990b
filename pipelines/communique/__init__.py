"""Who met whom, when, where, in what capacity, and which source says so.

The public face of the core: nothing here starts a pipeline or opens a database.
"""

__version__ = "0.1.0"
