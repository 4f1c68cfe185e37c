"""Which numbers can be rung, and how a phone dials them."""

from __future__ import annotations

import pytest

from publishing.words.phone_numbers import as_dialled, can_be_rung, costs_extra
from publishing.words.roles import looks_like_a_name


@pytest.mark.parametrize("number", ["0151 496 0000", "020 7946 0000", "07700 900123", "01632 960001", "0800 1111", "0808 157 0000", "0300 123 4567", "0345 140 0845",
                                    "999", "101", "111", "116 123", "116 000", "+44 151 496 0000", "18001 0151 496 0000", "18001 116 123"])
def test_a_number_of_britain_can_be_rung(number: str) -> None:
    assert can_be_rung(number)


@pytest.mark.parametrize("number", ["0151 496 000", "0151 496 00000", "151 496", "0151", "1234", "000", "+1 212 555 0100", "18001 0151 496 000", "01632 96000", "55 111"])
def test_what_leads_nowhere_cannot(number: str) -> None:
    assert not can_be_rung(number)


@pytest.mark.parametrize("number", ["0845 123 4567", "0870 123 4567", "09061 123456", "118 118", "+44 845 123 4567", "18001 0844 123 4567"])
def test_a_number_with_a_charge_of_its_own_costs_extra(number: str) -> None:
    assert costs_extra(number)


@pytest.mark.parametrize("number", ["0345 140 0845", "0300 123 4567", "0800 1111", "0151 984 4567", "116 123", "999", "07845 123456"])
def test_others_cost_what_the_phone_company_says(number: str) -> None:
    assert not costs_extra(number)


def test_a_phone_dials_the_country_too() -> None:
    assert as_dialled("+44 151 496 0000") == "+441514960000"
    assert as_dialled("18001 0151 496 0000") == "1800101514960000"


@pytest.mark.parametrize("role", ["duty manager", "Duty manager", "LADO", "LADO's deputy", "communications officer", "named GP", "head of service, CHAT"])
def test_a_role_is_none(role: str) -> None:
    assert not looks_like_a_name(role)


@pytest.mark.parametrize("name", ["Jo Bloggs", "J. Bloggs", "Bloggs", "Jo", "manager Jo Bloggs", "Jo-Ann O'Neil", "Duty Manager"])
def test_a_name_and_what_may_be_one_is(name: str) -> None:
    assert looks_like_a_name(name)
