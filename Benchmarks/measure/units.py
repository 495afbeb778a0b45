"""Numbers as people read them."""


def count(value):
    return f"{value:,.0f}"


def duration(seconds):
    """Two or three digits that say something."""
    if seconds < 0.0095:
        return trimmed(seconds * 1000, 1) + " ms"
    if seconds < 0.995:
        return f"{seconds * 1000:.0f} ms"
    if seconds < 9.95:
        return trimmed(seconds, 2 if seconds < 5 else 1) + " s"
    return f"{seconds:,.0f} s"


def trimmed(value, digits):
    """A number without zeros at its end."""
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def megabytes(value):
    return f"{value:.0f} MB" if value < 999.5 else trimmed(value / 1000, 2) + " GB"


def times(value):
    """How often."""
    if value >= 9.95:
        return f"{value:,.0f}"
    return f"{value:.2f}" if value < 1.995 else f"{value:.1f}"
