"""Puts the rules' draft of the body and the network's odds together: which lines are the body.

On a page that is nearly all article the rules decide and the odds only settle what is plain; on a
page full of lists the odds decide. A marker's word is seldom wrong on either.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from communique.page.characters import Ints
from communique.page.line_shape import Floats

# What the draft's word adds to the odds, on a page full of other things and on a clean one.
_TRUST, _TRUST_CLEAN = 0.5, 5.0
_MARKED, _STANDFIRST = 3.0, 1.5
_CLEAN_SHARE, _MIXED_SHARE, _CLEAN_LINES = 0.6, 0.1, 50
_FEW_LINES = 15
# What going from body to no body or back costs; single lines rarely stand alone.
_CHANGE = 0.3
_SURE = 7.0
# A body shorter than this (characters) is sought again with less to prove.
_SHORTEST = 250
_EASIER = (0.0, -0.41, -0.85, -1.39)

Flags = npt.NDArray[np.bool_]


def choose_body(
    odds: Floats, draft: Flags, marked: Flags, standfirst: Flags, sizes: Sequence[int] | Ints
) -> Flags:
    """Which lines are the body.

    ``odds`` are the network's log odds, ``draft`` the rules' choice, ``marked`` the lines that a
    marker names as something else, ``standfirst`` those between headline and byline, ``sizes`` the
    lines' characters.
    """
    size = np.asarray(sizes)
    share = size[draft].sum() / max(size.sum(), 1)
    total = np.clip(odds, -_SURE, _SURE) + _trust(share, len(size)) * np.where(draft, 1, -1)
    total -= _MARKED * marked + _STANDFIRST * standfirst
    if not draft.any():
        return best_run(total)
    for ease in _EASIER:
        chosen = best_run(total - ease)
        if size[chosen].sum() >= min(_SHORTEST, size[draft].sum()):
            return chosen
    return chosen if chosen.any() else draft


def _trust(share: float, lines: int) -> float:
    """How much the draft's word counts on a page of which it takes ``share`` for the body."""
    if lines <= _FEW_LINES:
        return _TRUST_CLEAN
    if lines > _CLEAN_LINES:
        return _TRUST
    part = (share - _MIXED_SHARE) / (_CLEAN_SHARE - _MIXED_SHARE)
    return _TRUST + (_TRUST_CLEAN - _TRUST) * min(max(part, 0.0), 1.0)


def best_run(odds: npt.NDArray[np.floating]) -> Flags:
    """The likeliest choice of lines when each change costs: the best path of two states.

    Only by how much being inside is better than being outside counts from line to line; to be
    better by more than a change costs is worth no more than to change.
    """
    gains = odds.astype(np.float64)
    if not len(gains):
        return np.zeros(0, np.bool_)
    # What a lead is worth after each line; a great gain alone says it.
    worth = np.where(gains > 0, _CHANGE, -_CHANGE)
    for no in (np.abs(gains) <= 2 * _CHANGE).nonzero()[0].tolist():
        lead = (worth[no - 1] if no else -_CHANGE) + gains[no]
        worth[no] = min(max(lead, -_CHANGE), _CHANGE)
    leads = gains
    leads[1:] += worth[:-1]
    leads[0] -= _CHANGE
    # Seen from the end a lead decides where it pays to change; elsewhere what comes after does.
    decides = np.abs(leads) > _CHANGE
    decides[-1] = True
    places = np.where(decides, np.arange(len(leads)), len(leads))
    chosen: Flags = (leads > 0)[np.minimum.accumulate(places[::-1])[::-1]]
    return chosen
