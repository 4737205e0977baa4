from django.core.management.base import BaseCommand

from people.roles import apply_roles


class Command(BaseCommand):
    help = "Makes the permission groups agree with people/roles.py."

    def handle(self, **options):
        for role, count in apply_roles().items():
            self.stdout.write(f"{role}: {count}")
