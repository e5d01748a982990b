"""How well labelled articles were read: a published warehouse, or an engine by itself.

Pure: labels and rows in, a scorecard out. Nothing here opens a database or prints.
"""

from communique.scoring.gold import GoldArticle, LabelError, load_gold, load_sets
from communique.scoring.score import score
from communique.scoring.tally import Scorecard

__all__ = ["GoldArticle", "LabelError", "Scorecard", "load_gold", "load_sets", "score"]
