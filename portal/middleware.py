class AdminContentSecurityPolicyMiddleware:
    """Widens the policy below /admin/ alone.

    The admin's interface evaluates expressions in attributes and sets styles inline; nothing public does.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path.startswith("/admin/"):
            response._csp_update = {
                "script-src": ["'self'", "'unsafe-eval'"],
                "style-src": ["'self'", "'unsafe-inline'"],
            }
        return response
