import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.accounts.sealing import UnreadableError, seal, unseal


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_sealed_secret_is_read_again(secret):
    assert unseal(seal(secret)) == secret


def test_a_sealed_secret_does_not_show_the_secret():
    assert "abcd efgh" not in seal("abcd efgh")


def test_another_key_opens_nothing_and_says_what_to_do(settings):
    sealed = seal("abcd efgh")
    settings.SECRET_KEY = "another key, as on another computer"
    with pytest.raises(UnreadableError) as refused:
        unseal(sealed)
    assert "Type it once more" in refused.value.sentence


def test_a_changed_secret_is_not_opened():
    with pytest.raises(UnreadableError):
        unseal(seal("abcd efgh")[:-4] + "AAA=")
