"""The doors of targets."""

from django.urls import URLPattern, path

from . import views

urlpatterns: list[URLPattern] = [
    path("targets/", views.targets, name="targets"),
    path("targets/new/", views.target_new, name="target-new"),
    path("targets/order/", views.target_order, name="target-order"),
    path("targets/<uuid:pk>/edit/", views.target_edit, name="target-edit"),
    path("targets/<uuid:pk>/rank/", views.target_rank, name="target-rank"),
    path("targets/<uuid:pk>/removal/", views.target_removal, name="target-removal"),
]
