"""Hand-coding: draw a sample, write coders' sheets, read them back, measure agreement, correct the machine.

The order of a study: ``draw_sample`` → ``write_sheet`` (one for each coder) → people code → ``read_sheet`` →
``agreement`` (are the people of one mind?) → ``validation`` (is the machine?) → ``corrected_estimate`` (what the
corpus says once the machine's errors are taken out). Definitions are in docs/methods/coding.md.
"""

from __future__ import annotations

from mediakit.coding.agreement import agreement, cohen_kappa, krippendorff_alpha, percent_agreement
from mediakit.coding.estimates import confusion, corrected_estimate, validation
from mediakit.coding.samples import draw_sample, sample_size, with_context
from mediakit.coding.sheets import Variable, read_sheet, write_sheet

__all__ = [
    "Variable",
    "agreement",
    "cohen_kappa",
    "confusion",
    "corrected_estimate",
    "draw_sample",
    "krippendorff_alpha",
    "percent_agreement",
    "read_sheet",
    "sample_size",
    "validation",
    "with_context",
    "write_sheet",
]
