from communique.scoring.merging import b_cubed


def grouping(**groups):
    return {(mention, "key"): group for group, mentions in groups.items() for mention in mentions}


def test_the_same_groups_under_other_names_are_perfect():
    measure = b_cubed(grouping(a="xy", b="z"), grouping(p="xy", q="z"))
    assert (measure["precision"], measure["recall"]) == (1.0, 1.0)


def test_lumping_costs_precision_and_splitting_costs_recall():
    lumped = b_cubed(grouping(a="xy", b="z"), grouping(p="xyz"))
    assert (lumped["precision"], lumped["recall"]) == (0.5556, 1.0)
    split = b_cubed(grouping(a="xy", b="z"), grouping(p="x", q="y", r="z"))
    assert (split["precision"], split["recall"]) == (1.0, 0.6667)


def test_of_nothing_nothing_is_right():
    assert b_cubed({}, {}) == {"value": 0.0, "precision": 0.0, "recall": 0.0, "of": 0}
