"""A prepared question is put into SQL once and answered for whoever asks."""

from askaround.accounts.models import Membership, User
from askaround.accounts.prepared import Prepared
from conftest import seat


def test_each_gets_their_own_rows_from_one_statement(alice, bob):
    made = []

    def mine(user: User):
        made.append(user)
        rows = Membership.objects.filter(notebook=user.active_notebook_id)
        return rows.values("user_id", "notebook__name", "notebook__created_at")

    question = Prepared(mine)
    assert [row["notebook__name"] for row in question.rows(alice.user)] == ["Alice’s notebook"]
    assert question.rows(bob.user) == list(mine(bob.user))
    assert len(made) == 2


def test_values_are_read_as_the_database_module_reads_them(alice):
    question = Prepared(lambda user: User.objects.filter(active_notebook=user.active_notebook_id).values())
    assert question.rows(alice.user) == list(User.objects.filter(pk=alice.user.pk).values())


def test_somebody_without_a_notebook_gets_nothing(db, clock):
    nobody = seat("nobody").user
    nobody.active_notebook = None
    question = Prepared(lambda user: Membership.objects.filter(notebook=user.active_notebook_id).values("id"))
    assert question.rows(nobody) == []
