"""The rules, one file per component of the regulation; importing them declares them."""

from ctct.lint.rules import so_ky_hieu

__all__ = ["so_ky_hieu"]
