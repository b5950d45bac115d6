"""Which region of a country a town lies in, where public holidays differ by region: "Munich" is DE-BY.

Only what is sure: a region that is named ("Austin, TX", "Bavaria, Germany"), and large cities whose name alone says
where they are. Anything else keeps the country's own holidays only.
"""

from functools import cache

# Cities of at least about 300,000 people, in countries whose regions keep days of their own (ISO 3166-2).
_CITIES = {
    "DE": {
        "BW": "stuttgart mannheim karlsruhe", "BY": "münchen munich nürnberg nuremberg augsburg",
        "BE": "berlin", "HB": "bremen", "HH": "hamburg", "HE": "frankfurt wiesbaden frankfurt_am_main",
        "NI": "hannover hanover", "NW": "köln cologne düsseldorf dortmund essen duisburg bochum bonn münster bielefeld",
        "SN": "dresden leipzig",
    },
    "CH": {"ZH": "zürich zurich", "GE": "genève geneva genf", "BS": "basel", "VD": "lausanne", "BE": "bern berne"},
    "AU": {
        "NSW": "sydney", "VIC": "melbourne", "QLD": "brisbane", "WA": "perth", "SA": "adelaide", "ACT": "canberra",
        "TAS": "hobart", "NT": "darwin",
    },
    "CA": {
        "ON": "toronto ottawa hamilton", "QC": "montréal montreal québec", "BC": "vancouver", "AB": "calgary edmonton",
        "MB": "winnipeg", "NS": "halifax",
    },
    "GB": {
        "ENG": "london manchester birmingham leeds liverpool sheffield bristol", "SCT": "edinburgh glasgow aberdeen",
        "WLS": "cardiff", "NIR": "belfast",
    },
    "ES": {"MD": "madrid", "CT": "barcelona", "VC": "valència valencia", "AN": "sevilla seville málaga malaga"},
    "US": {
        "NY": "new_york new_york_city", "CA": "los_angeles san_francisco san_diego san_jose", "IL": "chicago",
        "TX": "houston dallas austin san_antonio", "MA": "boston", "DC": "washington_dc", "PA": "philadelphia",
        "WA": "seattle", "CO": "denver",
    },
}  # fmt: skip
# Names of regions that the library of holidays does not have, in English.
_ENGLISH = {
    "DE": {
        "bavaria": "BY", "hesse": "HE", "saxony": "SN", "thuringia": "TH", "lower saxony": "NI",
        "north rhine-westphalia": "NW", "rhineland-palatinate": "RP", "saxony-anhalt": "ST",
    },
    "GB": {"england": "ENG", "scotland": "SCT", "wales": "WLS", "northern ireland": "NIR"},
}  # fmt: skip


def place_of(country: str, town: str = "") -> str:
    """ "DE-BY" for Munich, "US-TX" for "Austin, TX", "FR" for Paris: the country (two letters), its region if sure.

    An empty country stays empty; nothing is raised, and an unknown town changes nothing.
    """
    country = country.strip().upper()
    if len(country) != 2 or not town.strip():
        return country
    cities, regions = _cities(country), None
    parts = [part.strip().casefold() for part in town.split(",") if part.strip()]
    for part in reversed(parts[1:]):  # after a comma stands a region or a country
        regions = regions if regions is not None else _regions(country)
        if region := regions.get(part):
            return f"{country}-{region}"
    for part in parts:
        if region := cities.get(part):
            return f"{country}-{region}"
    return country


@cache
def _cities(country: str) -> dict[str, str]:
    return {
        name.replace("_", " "): region for region, names in _CITIES.get(country, {}).items() for name in names.split()
    }


@cache
def _regions(country: str) -> dict[str, str]:
    """Codes and names of the regions that keep days of their own."""
    import holidays  # heavy, and asked only when a town names a region

    known = getattr(holidays, country, None)
    if known is None:
        return {}
    codes = {code.casefold(): code for code in known.subdivisions}
    names = {name.casefold(): code for name, code in known.subdivisions_aliases.items()}
    return codes | names | _ENGLISH.get(country, {})
