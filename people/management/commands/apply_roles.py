from django.core.management.base import BaseCommand

from people.roles import apply_roles


class Command(BaseCommand):
    help = "Makes the permission groups agree with people/roles.py."

    def handle(self, *, verbosity, **options):
        counts = apply_roles()
        if verbosity:
            self.stdout.write("\n".join(f"{role}: {count}" for role, count in counts.items()))
