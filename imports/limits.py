"""How much of a file is read: what a county's table needs many times over, and what still fits into memory."""

# As it comes, compressed or not.
MOST_BYTES = 100 * 1024 * 1024
# Unpacked; a table of 100,000 rows and eight columns has 50 MB.
MOST_UNPACKED = 500 * 1024 * 1024
# An xlsx has some ten parts, and one or two for each sheet.
MOST_PARTS = 5_000
# Lists of styles and of sheets, unpacked.
MOST_LIST_BYTES = 20 * 1024 * 1024
# A table of 100,000 rows and thirty columns: as texts about 300 MB. Empty cells before the last one count.
MOST_CELLS = 3_000_000
MOST_COLUMNS = 1_000
# Addresses of cells shown as per cent are kept until the values come.
MOST_PER_CENT = 1_000_000
# Of a csv, also those that are only looked at for faults; 100 MB of real rows are far fewer.
MOST_LINES = 5_000_000
# Merged ranges of one sheet: an office merges labels and headers, some thousands.
MOST_MERGES = 100_000
# The values of a file, packed as they come from the process that reads them.
MOST_PACKED = 80 * 1024 * 1024
# A field of a csv, and a line of it, in characters; Excel holds 32,767 in a cell.
LONGEST_CELL = 131_072
LONGEST_LINE = 1_000_000


class SheetTooLarge(Exception):
    """A sheet that would not fit in memory, often for one stray cell far away; its title is the argument, "" for a file."""


class SheetTooWide(Exception):
    """A sheet with more columns than any table has; the arguments are its title and the number of its columns."""


class NotIntact(Exception):
    """What is no spreadsheet, or is damaged, or holds what no spreadsheet program writes."""


class GarbledText(Exception):
    """An old file that does not say rightly in which encoding its texts are."""


class HasPassword(Exception):
    """A file that is encrypted."""
