"""What is known of the world."""

import datetime
import pickle

import pytest

import chancery


def test_offices_are_held_by_date() -> None:
    minister = chancery.who("Indian foreign minister", on=datetime.date(2023, 12, 27))[0]
    assert minister.party == "IND" and minister.name.endswith("Jaishankar") and minister.office == "foreign minister"
    earlier = chancery.who(party="IND", office="foreign minister", on="2015")
    assert "Swaraj" in earlier[0].name
    assert chancery.who("Lavrov", since="2010", until="2012")
    assert pickle.loads(pickle.dumps(minister)) == minister
    assert chancery.who("Nobody Whoever") == ()
    for wrong in ({"question": ""}, {"question": "Lavrov", "on": "soon"}, {"question": "", "party": "Atlantis"}):
        with pytest.raises(ValueError, match="hint"):
            chancery.who(**wrong)


def test_parties_and_places() -> None:
    union = chancery.party("European Union")
    assert union is not None and union.code == "EU" and union.kind == "organization"
    assert "FRA" in {member.code for member in union.members}
    assert chancery.party("IND") == chancery.party("India") and chancery.party("Atlantis") is None
    moscow = chancery.where("Moscow")
    assert moscow[0].country == "RUS" and moscow[0].population and moscow[0].population > 5_000_000
    assert {place.country for place in moscow} > {"RUS"}
    assert chancery.where("Nowhereville") == ()
