"""One-time links."""

from django.db import models

from hamstride.store.models.runner import Runner


class LoginLink(models.Model):
    """A link that signs a runner in once. Only a hash of its token is kept."""

    token_hash = models.CharField(max_length=64, unique=True)
    runner = models.ForeignKey(Runner, models.CASCADE, related_name="login_links")
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True)
