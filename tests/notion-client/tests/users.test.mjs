import assert from "node:assert/strict";
import { test } from "node:test";
import { isFullUser } from "@notionhq/client";
import { notion } from "../notion.mjs";

test("the token's own user is a bot with an owner and an upload limit", async () => {
  const me = await notion.users.me({});

  assert.ok(isFullUser(me));
  assert.equal(me.object, "user");
  assert.equal(me.type, "bot");
  assert.match(me.id, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  assert.deepEqual(me.bot.owner, { type: "workspace", workspace: true });
  assert.ok(me.bot.workspace_name.length > 0);
  assert.ok(me.bot.workspace_limits.max_file_upload_size_in_bytes >= 5 * 1024 * 1024);
});

test("every answer carries a request id", async () => {
  const [first, second] = [await notion.users.me({}), await notion.users.me({})];

  assert.match(first.request_id, /^[0-9a-f-]{36}$/);
  assert.notEqual(first.request_id, second.request_id);
});
