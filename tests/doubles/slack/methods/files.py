"""files.*: the three steps of an upload; the last one posts the file into the DM."""

from uuid import uuid4

from tests.doubles.slack.channels import Message
from tests.doubles.slack.errors import Refusal
from tests.doubles.slack.methods.call import Call, Json, Method
from tests.doubles.slack.world import Upload


async def get_upload_url(call: Call) -> Json:
    length = int(call.needed("length"))
    file_id = f"F{uuid4().hex[:10].upper()}"
    call.world.uploads[file_id] = Upload(call.team, call.needed("filename"), length, call.text("alt_txt"))
    base = call.world.base_url.removesuffix("api/")
    return {"upload_url": f"{base}upload/v1/{file_id}", "file_id": file_id}


async def complete_upload(call: Call) -> Json:
    wanted = call.parsed("files", "invalid_arguments")
    if not isinstance(wanted, list) or not wanted:
        raise Refusal("invalid_arguments")
    files = [_file(call, each) for each in wanted]
    if call.text("channel_id") or call.text("channels"):
        call.args["channel"] = call.text("channel_id") or call.text("channels")
        channel = call.dm(to="upload into")
        comment = call.text("initial_comment")
        message = Message(channel.id, call.world.ts(), call.space.bot_user, comment, files=files)
        channel.record.append(message)
        call.world.saw(call.team, channel.user, "file", message)
    return {"files": files}


def _file(call: Call, wanted: Json) -> Json:
    upload = call.world.uploads.get(str(wanted.get("id")))
    if upload is None or upload.team != call.team or upload.content is None:
        raise Refusal("file_not_found")
    title = wanted.get("title") or upload.name
    return {"id": wanted["id"], "name": upload.name, "title": title, "size": upload.length, "alt_txt": upload.alt_txt}


METHODS = {
    "files.getUploadURLExternal": Method(get_upload_url, "files:write"),
    "files.completeUploadExternal": Method(complete_upload, "files:write"),
}
