"""How well a published warehouse agrees with labelled articles.

Pure: labels and rows in, a scorecard out. Nothing here opens a database or prints.
"""

from communique.scoring.gold import GoldArticle, LabelError, load_gold
from communique.scoring.score import score
from communique.scoring.tally import Scorecard

__all__ = ["GoldArticle", "LabelError", "Scorecard", "load_gold", "score"]
