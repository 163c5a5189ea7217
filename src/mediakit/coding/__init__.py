"""Hand-coding: draw a sample, write coders' sheets, read them back, measure agreement, correct the machine.

The order of a study: ``draw_sample`` → ``keep_sample`` → ``write_sheet`` (one for each coder) → people code →
``read_sheet`` → ``find_again`` (where the frames were remade since) →
``agreement`` (are the people of one mind?) → ``validation`` (is the machine?) → ``corrected_estimate`` (what the
corpus says once the machine's errors are taken out). Definitions are in docs/methods/coding.md.
"""

from __future__ import annotations

from mediakit.coding.agreement import (
    agreement,
    cohen_kappa,
    krippendorff_alpha,
    percent_agreement,
    settled,
    side_by_side,
)
from mediakit.coding.estimates import beside, confusion, corrected_estimate, validation
from mediakit.coding.kept import find_again, keep_sample
from mediakit.coding.samples import draw_sample, sample_size, with_context
from mediakit.coding.sheets import Variable, read_sheet, read_sheets, write_sheet

__all__ = [
    "Variable",
    "agreement",
    "beside",
    "cohen_kappa",
    "confusion",
    "corrected_estimate",
    "draw_sample",
    "find_again",
    "keep_sample",
    "krippendorff_alpha",
    "percent_agreement",
    "read_sheet",
    "read_sheets",
    "sample_size",
    "settled",
    "side_by_side",
    "validation",
    "with_context",
    "write_sheet",
]
