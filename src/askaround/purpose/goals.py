"""How many interviews are enough. Five to fifteen, so that no single opinion passes for the truth."""

LEAST, MOST, USUAL = 3, 20, 8


def remark(goal: int) -> str:
    """What to say about a goal outside 5 to 15; nothing inside."""
    if goal < 5:
        return f"With {goal}, one unusual opinion weighs a lot. Five is where it evens out."
    if goal > 15:
        return f"{goal} is more than most need. After fifteen, little new is heard."
    return ""


_WORDS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip


def in_words(number: int) -> str:
    """ "seven" up to twelve, digits above."""
    return _WORDS[number] if 0 <= number < len(_WORDS) else str(number)
