"""The lunar calendar of Việt Nam (UTC+7), which differs from the Chinese one: Tết of 2007 and 2030 are a day earlier."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from ctct.language import _
from ctct.model.times.timing import NotUnderstood
from ctct.model.values import Span

_YEARS = """
1976 0131  8 1101010100101
1977 0218  0 101101010100
1978 0207  0 101101011010
1979 0128  6 0101011011010
1980 0216  0 100101011011
1981 0205  0 010010011011
1982 0125  4 1010010010111
1983 0213  0 101001001011
1984 0202  0 101010100101
1985 0121  2 1011010100101
1986 0209  0 011011010010
1987 0129  7 1010110110100
1988 0217  0 101010110110
1989 0206  0 100100110111
1990 0127  5 0100100101111
1991 0215  0 010010010111
1992 0204  0 011001001011
1993 0123  3 0110101001010
1994 0210  0 111010100101
1995 0131  8 0110101010101
1996 0219  0 010101101010
1997 0207  0 101010101101
1998 0128  5 1001001101101
1999 0216  0 100100101110
2000 0205  0 110010010110
2001 0124  4 1101010010101
2002 0212  0 110101001010
2003 0201  0 110110100101
2004 0122  2 0101101010101
2005 0209  0 010101101010
2006 0129  7 1010011011010
2007 0217  0 101001011101
2008 0207  0 100100101011
2009 0126  5 1010100101011
2010 0214  0 101010010101
2011 0203  0 101101001010
2012 0123  4 1011010101010
2013 0210  0 101011010101
2014 0131  9 0101010110101
2015 0219  0 010010111010
2016 0208  0 101001011011
2017 0128  6 0101001010111
2018 0216  0 010100100111
2019 0205  0 011010010011
2020 0125  4 0111010010011
2021 0212  0 011010101010
2022 0201  0 101011010101
2023 0122  2 0100110110101
2024 0210  0 010010110110
2025 0129  6 1010010101110
2026 0217  0 101001001110
2027 0206  0 110100100110
2028 0126  5 1110100100110
2029 0213  0 110101010010
2030 0202  0 110110101010
2031 0123  3 0101101101010
2032 0211  0 010101101101
2033 0131 11 0100101011101
2034 0219  0 010010011101
2035 0208  0 101001001101
2036 0128  6 1101001001011
2037 0215  0 101100100101
2038 0204  0 101101010010
2039 0124  5 1101101010010
2040 0212  0 101101011010
2041 0201  0 010101011101
2042 0122  2 0100101011011
2043 0210  0 010010011011
2044 0130  7 1010010010111
2045 0217  0 101001001011
2046 0206  0 101010100101
2047 0126  5 1011010100101
2048 0214  0 011011010010
2049 0202  0 101011010110
2050 0123  3 0101010110110
2051 0211  0 010100110111
2052 0201  8 0100100101110
2053 0218  0 110010010111
2054 0208  0 011001001011
2055 0128  6 0110101001010
2056 0215  0 110110100101
2057 0204  0 010110101010
2058 0124  4 1010101101010
2059 0212  0 101010101101
2060 0202  0 010100101110
2061 0121  3 1100100101110
2062 0209  0 110010010101
2063 0129  7 1101010010101
2064 0217  0 110101001010
2065 0205  0 110110010101
2066 0126  5 0101101010101
2067 0214  0 010101101010
2068 0203  0 101001101101
2069 0123  4 0101001011101
2070 0211  0 010100101011
2071 0131  8 1010100101011
"""
"""A line a year: the day of mùng 1 Tết, the month that is followed by its leap month (0: none), and of each month in turn
whether it has 30 days (1) or 29 (0). The astronomy is in the test, which computes every line.
"""


def lunar_day(year: int, month: int, day: int) -> date:
    """Return the day of a lunar date, not in a leap month. Raises ValueError, in Vietnamese."""
    whole = lunar_month(year, month)
    length = (whole.last - whole.first).days + 1
    if not 1 <= day <= length:
        raise ValueError(
            _(
                "không có ngày {day}/{month}/{year} âm lịch; tháng ấy có {length} ngày",
                day=day,
                month=month,
                year=year,
                length=length,
            )
        )
    return whole.first + timedelta(days=day - 1)


def lunar_month(year: int, month: int) -> Span:
    """Return the days of a lunar month, not of a leap month. Raises ValueError, in Vietnamese."""
    if not 1 <= month <= 12:
        raise ValueError(_("không có tháng {month} âm lịch; tháng từ 1 đến 12", month=month))
    begun, leap, lengths = _year(year)
    before = month - 1 + (0 < leap < month)
    first = begun + timedelta(days=sum(lengths[:before]))
    return Span(first, first + timedelta(days=lengths[before] - 1))


def _year(year: int) -> tuple[date, int, tuple[int, ...]]:
    if year not in _table():
        raise NotUnderstood(_("chưa có lịch âm của năm {year}; ghi theo ngày dương lịch", year=year))
    first, leap, long = _table()[year].split()
    return date(year, int(first[:2]), int(first[2:])), int(leap), tuple(29 + (sign == "1") for sign in long)


@cache
def _table() -> dict[int, str]:
    return {int(line[:4]): line[5:] for line in _YEARS.splitlines() if line}
