"""What the connector answers when it refuses: a status, a code, and who knows how long to wait."""

from aiohttp import web

CODES = {
    400: "BadSyntax",
    401: "Unauthorized",
    403: "BotNotInConversationRoster",
    404: "ConversationNotFound",
    412: "PreconditionFailed",
    413: "MessageSizeTooBig",
    429: "TooManyRequests",
    500: "ServiceError",
}
PAGE = "page"  # in place of a code: what a gateway or a proxy on the way says, in HTML
MESSAGES = {
    "BadSyntax": "Bad format of the activity.",
    "Unauthorized": "Authorization has been denied for this request.",
    "BotNotInConversationRoster": "The bot is not part of the conversation roster.",
    "ForbiddenOperationException": "Bot isn't installed in user's personal scope",
    "ConversationBlockedByUser": "User blocked the conversation with the bot.",
    "BotDisabledByAdmin": "The tenant admin disabled this bot",
    "InvalidBotApiHost": "Invalid bot api host. For GCC tenants, please call https://smba.infra.gcc.teams.microsoft.com.",
    "NotEnoughPermissions": "The bot is not enabled for the channel.",
    "MessageWritesBlocked": "The person has blocked or uninstalled the bot.",
    "ConversationNotFound": "Conversation not found.",
    "ActivityNotFoundInConversation": "Activity not found in the conversation.",
    "MessageSizeTooBig": "Message size too large.",
    "TooManyRequests": "API calls quota exceeded.",
}


class Refusal(Exception):
    def __init__(self, status: int, code: str = "", *, message: str = "", retry_after: float | None = None) -> None:
        self.status = status
        self.code = code or CODES.get(status, "")
        self.message = message or MESSAGES.get(self.code, "An error has occurred.")
        self.retry_after = retry_after
        super().__init__(f"{status} {self.code}")

    def response(self) -> web.Response:
        """JSON as the connector writes it; a gateway's 502, 503 and 504 are a page of HTML."""
        headers = {} if self.retry_after is None else {"Retry-After": f"{self.retry_after:g}"}
        if self.code in ("", PAGE):
            page = f"<html><body><h1>{self.status}</h1></body></html>"
            return web.Response(status=self.status, text=page, content_type="text/html", headers=headers)
        body: dict[str, object] = {"error": {"code": self.code, "message": self.message}}
        if self.status == 403:
            body["subCode"] = self.code
        return web.json_response(body, status=self.status, headers=headers)
