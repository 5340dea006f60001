"""How sure is a gain? The same questions asked of two engines, drawn anew from themselves again and again."""

from collections.abc import Sequence

import numpy as np

RESAMPLES = 10_000
SEED = 20261122


def lower_bound(differences: Sequence[float], *, percent: float = 90) -> float:
    """The lower end of the interval that holds `percent` of the resampled means of one difference per question."""
    values = np.asarray(differences, dtype=np.float64)
    drawn = np.random.default_rng(SEED).integers(0, len(values), (RESAMPLES, len(values)))
    return float(np.percentile(values[drawn].mean(axis=1), (100 - percent) / 2))
