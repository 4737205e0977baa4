"""What pages ask about news: which items belong to a world."""

from django.db.models import Count, Q

from newsroom.models import Article


def articles_in(world, *, is_home: bool):
    """Published news of a world: what mentions one of its subjects and, at home, what mentions nobody."""
    mentions = Article.subjects.through.objects
    of_world = Q(pk__in=mentions.filter(subject__world=world).values("article"))
    of_nobody = ~Q(pk__in=mentions.values("article"))
    return Article.objects.public().filter(of_world | of_nobody if is_home else of_world)


def world_of_news(subjects, home_world):
    """The root region of the world that news about these subjects belong to: of two, the one that is not home."""
    worlds = [subject.world for subject in subjects]
    return next((world for world in worlds if world != home_world), home_world)


def count_by_column(articles) -> dict[str, int]:
    return dict(articles.order_by().values_list("column").annotate(Count("pk")))
