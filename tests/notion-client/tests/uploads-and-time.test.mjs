// Section 7 and all that time changes: uploads that expire, imports by address, signed addresses, lags and windows, on a clock that is moved.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { admin, invalid, newPage, newTable, newWorkspace, nobody, notFound, notion, refused, send, text } from "../notion.mjs";

const mebibyte = 1024 * 1024;
const create = (more = {}, client = notion) => client.fileUploads.create({ mode: "single_part", filename: "a.txt", content_type: "text/plain", ...more });
const put = (id, content = "hello", more = {}, client = notion) =>
  client.fileUploads.send({ file_upload_id: id, file: { filename: "a.txt", data: new Blob([content], { type: "text/plain" }) }, ...more });
const get = (id, client = notion) => client.fileUploads.retrieve({ file_upload_id: id });
const uploaded = async (client = notion) => (await put((await create({}, client)).id, "hello", {}, client)).id;

describe("uploads", () => {
  test("an upload is pending, then uploaded", async () => {
    const made = await create();
    assert.deepEqual([made.object, made.status, made.filename, made.content_type, made.content_length], ["file_upload", "pending", "a.txt", "text/plain", null]);
    assert.match(made.upload_url, new RegExp(`/v1/file_uploads/${made.id}/send$`));
    assert.ok(made.expiry_time);
    const sent = await put(made.id);
    assert.deepEqual([sent.status, sent.content_length], ["uploaded", 5]);
    assert.ok(!("upload_url" in sent));
  });

  for (const status of ["pending", "uploaded", "expired", "failed"]) {
    test(`uploads are listed by the status ${status}`, async () => {
      const { results } = await notion.fileUploads.list({ status });
      assert.ok(results.every((upload) => upload.status === status));
    });
  }

  test("an unknown status is refused", async () => {
    const { status, body } = await send("GET", "file_uploads?status=lost");
    assert.deepEqual([status, body.code], [400, "validation_error"]);
  });

  test("a content type that does not match the name is refused", () => invalid(create({ filename: "a.png", content_type: "text/plain" })));

  test("a content type follows from the name", async () => assert.equal((await create({ filename: "a.png", content_type: undefined })).content_type, "image/png"));

  test("nothing is sent twice, nor to what is not there", async () => {
    const id = await uploaded();
    await invalid(put(id));
    await notFound(put(nobody));
    await notFound(get(nobody), "file_upload");
  });

  test("a file of one part is not completed", async () => invalid(notion.fileUploads.complete({ file_upload_id: (await create()).id })));

  test("parts are counted until the last, in any order, and joined in theirs", async () => {
    const { id, number_of_parts: parts } = await create({ mode: "multi_part", number_of_parts: 2 });
    assert.deepEqual(parts, { total: 2, sent: 0 });
    await put(id, "end", { part_number: "2" });
    await invalid(notion.fileUploads.complete({ file_upload_id: id }));
    const sent = await put(id, "x".repeat(5 * mebibyte), { part_number: "1" });
    assert.deepEqual([sent.status, sent.number_of_parts], ["pending", { total: 2, sent: 2 }]);
    const whole = await notion.fileUploads.complete({ file_upload_id: id });
    assert.deepEqual([whole.status, whole.content_length], ["uploaded", 5 * mebibyte + 3]);
  });

  test("a part is at least 5 MB unless it is the last, and has a number from 1 to their count", async () => {
    const { id } = await create({ mode: "multi_part", number_of_parts: 2 });
    await invalid(put(id, "small", { part_number: "1" }));
    await invalid(put(id, "x", { part_number: "3" }));
    await invalid(put(id, "x", { part_number: "0" }));
    await invalid(put(id, "x"));
  });

  test("a file of several parts has a name and their number", async () => {
    await invalid(notion.fileUploads.create({ mode: "multi_part", filename: "a.txt" }), "number_of_parts");
    await invalid(notion.fileUploads.create({ mode: "multi_part", number_of_parts: 2 }), "filename");
  });

  test("one part has 20 MB at most", async () => {
    const { id } = await create();
    await invalid(put(id, new Uint8Array(20 * mebibyte + 1)));
    assert.equal((await put(id, new Uint8Array(20 * mebibyte))).content_length, 20 * mebibyte);
  });

  test("an uploaded file is used again and again by its id", async () => {
    const id = await uploaded();
    const file = { type: "file_upload", file_upload: { id } };
    const { sourceId } = await newTable("Files", { F: { files: {} } });
    for (let i = 0; i < 2; i++) {
      const row = await notion.pages.create({ parent: { data_source_id: sourceId }, icon: file, cover: file, properties: { F: { files: [{ ...file, name: "shown.txt" }] } }, children: [{ file }] });
      assert.deepEqual([row.icon.type, row.cover.type, row.properties.F.files[0].type, row.properties.F.files[0].name], ["file", "file", "file", "shown.txt"]);
    }
  });

  test("a file that was not sent is attached nowhere", async () => {
    const { id } = await create();
    await invalid(newPage("Early", { icon: { type: "file_upload", file_upload: { id } } }));
    await invalid(newPage("Early", { children: [{ image: { type: "file_upload", file_upload: { id } } }] }));
    await notFound(newPage("Never", { icon: { type: "file_upload", file_upload: { id: nobody } } }));
  });
});

describe("imports by address", () => {
  const order = (more) => notion.fileUploads.create({ mode: "external_url", filename: "a.txt", external_url: "https://unreachable.invalid/a.txt", ...more });

  test("an import is pending at first, and fails with its reason when the file is out of reach", async () => {
    const made = await order();
    assert.equal(made.status, "pending");
    const failed = await get(made.id);
    assert.equal(failed.status, "failed");
    assert.deepEqual([failed.file_import_result.type, failed.file_import_result.error.type], ["error", "download_error"]);
    assert.ok(failed.file_import_result.imported_time);
    await invalid(newPage("Failed", { icon: { type: "file_upload", file_upload: { id: made.id } } }));
  });

  test("an import of a file that the workspace serves succeeds and is attached", async () => {
    const page = await newPage("Origin", { cover: { type: "file_upload", file_upload: { id: await uploaded() } } });
    const made = await order({ external_url: page.cover.file.url });
    const done = await get(made.id);
    assert.deepEqual([done.status, done.content_length, done.file_import_result.type], ["uploaded", 5, "success"]);
    const copy = await newPage("Copy", { cover: { type: "file_upload", file_upload: { id: made.id } } });
    assert.equal(await (await fetch(copy.cover.file.url)).text(), "hello");
  });

  test("an import has an https address and a name, and is sent by nobody", async () => {
    await invalid(order({ external_url: "http://example.com/a.txt" }));
    await invalid(order({ external_url: undefined }), "external_url");
    await invalid(order({ filename: undefined }), "filename");
    await invalid(create({ external_url: "https://example.com/a.txt" }), "external_url");
    await invalid(put((await order()).id));
  });
});

describe("the clock", () => {
  let place;
  const advance = (minutes) => place.admin("POST", "clock", { advanceSeconds: minutes * 60 });
  before(async () => (place = await newWorkspace({ SearchLag: "00:10:00", QueryLag: "00:10:00", RequestsPerMinute: 600 })));

  test("an upload that nothing uses within an hour expires", async () => {
    const { notion: client } = place;
    const [pending, sent, used] = [(await create({}, client)).id, await uploaded(client), await uploaded(client)];
    await place.newPage("User", { icon: { type: "file_upload", file_upload: { id: used } } });
    await advance(59);
    assert.deepEqual([(await get(pending, client)).status, (await get(sent, client)).status], ["pending", "uploaded"]);
    await advance(2);
    assert.deepEqual([(await get(pending, client)).status, (await get(sent, client)).status, (await get(used, client)).status], ["expired", "expired", "uploaded"]);
    await invalid(put(pending, "late", {}, client));
    await invalid(place.newPage("Late", { icon: { type: "file_upload", file_upload: { id: sent } } }));
    assert.ok((await client.fileUploads.list({ status: "expired" })).results.length >= 2);
  });

  test("a signed address is good for an hour, and every read gives a new one", async () => {
    const page = await place.newPage("Signed", { cover: { type: "file_upload", file_upload: { id: await uploaded(place.notion) } } });
    assert.equal((await fetch(page.cover.file.url)).status, 200);
    await advance(61);
    assert.equal((await fetch(page.cover.file.url)).status, 403);
    const fresh = await place.notion.pages.retrieve({ page_id: page.id });
    assert.notEqual(fresh.cover.file.url, page.cover.file.url);
    assert.equal((await fetch(fresh.cover.file.url)).status, 200);
  });

  test("a signature is not forged", async () => {
    const page = await place.newPage("Forged", { cover: { type: "file_upload", file_upload: { id: await uploaded(place.notion) } } });
    assert.equal((await fetch(page.cover.file.url.replace(/signature=../, "signature=00"))).status, 403);
  });

  test("search and queries find what is new when their lag is over", async () => {
    const { sourceId } = await place.newTable("Quagga");
    await place.newRow(sourceId, "Row");
    const found = async () => [(await place.notion.search({ query: "Quagga" })).results.length, (await place.notion.dataSources.query({ data_source_id: sourceId })).results.length];
    assert.deepEqual(await found(), [0, 0]);
    await advance(11);
    assert.deepEqual(await found(), [1, 1]);
  });

  test("results of a view are forgotten after a quarter of an hour", async () => {
    const { databaseId } = await place.newTable("Views");
    const { results: [view] } = await place.notion.views.list({ database_id: databaseId });
    const query = await place.notion.views.queries.create({ view_id: view.id });
    const ask = () => place.notion.views.queries.results({ view_id: view.id, query_id: query.id });
    await advance(14);
    assert.equal((await ask()).object, "list");
    await advance(2);
    await notFound(ask());
  });

  test("an edit is stamped with the minute of its time", async () => {
    const page = await place.newPage("Stamped");
    await advance(5);
    const later = await place.notion.pages.update({ page_id: page.id, properties: { title: { title: text("Later") } } });
    assert.equal(Date.parse(later.last_edited_time) - Date.parse(page.last_edited_time) >= 4 * 60_000, true);
    assert.equal(later.created_time, page.created_time);
  });

  test("two edits within a minute have one stamp", async () => {
    const page = await place.newPage("Same minute");
    const now = Date.parse((await place.admin("GET", "clock")).now);
    await place.admin("POST", "clock", { advanceSeconds: 60 - ((now / 1000) % 60) + 1 });
    const [one, two] = [await place.notion.pages.update({ page_id: page.id, is_locked: true }), await place.notion.pages.update({ page_id: page.id, is_locked: false })];
    assert.equal(one.last_edited_time, two.last_edited_time);
  });

  test("a budget that is spent is whole again in the next window", async () => {
    const client = place.newClient({ retry: false });
    await place.admin("POST", "budget", { requestsPerMinute: 0 });
    const error = await refused(client.users.me({}), 429, "rate_limited", "You have been rate limited. Please try again later.");
    assert.equal(error.additional_data.rate_limit_reason, "public_api_request_rate_limit");
    assert.ok(Number(error.additional_data.retry_after) <= 60);
    await place.admin("POST", "budget", { requestsPerMinute: 600 });
    await advance(1);
    assert.equal((await client.users.me({})).type, "bot");
  });

  test("the clock does not go back", async () => {
    await assert.rejects(place.admin("POST", "clock", { advanceSeconds: -1 }), /400/);
  });
});

describe("endpoints that need more than this workspace has", () => {
  const oauth = { client_id: "client", client_secret: "secret" };

  test("no code and no refresh token is ever good", async () => {
    await assert.rejects(notion.oauth.token({ ...oauth, grant_type: "authorization_code", code: "abc" }), (error) => error.status === 400 && JSON.stringify(error.body).includes("invalid_grant"));
    const { status, body } = await send("POST", "oauth/token", { grant_type: "refresh_token", refresh_token: "abc" }, { authorization: `Basic ${btoa("client:secret")}` });
    assert.deepEqual([status, body.code], [400, "invalid_grant"]);
  });

  test("a token is told to be active or not", async () => {
    const { token } = await admin("POST", "tokens", { name: "introspected" });
    assert.equal((await notion.oauth.introspect({ ...oauth, token })).active, true);
    assert.equal((await notion.oauth.introspect({ ...oauth, token: "ntn_nobody" })).active, false);
  });

  test("a token that was added is revoked, and lets nobody in any more", async () => {
    const { token } = await admin("POST", "tokens", { name: "revoked" });
    assert.equal((await send("GET", "users/me", undefined, { authorization: `Bearer ${token}` })).status, 200);
    await notion.oauth.revoke({ ...oauth, token });
    assert.equal((await send("GET", "users/me", undefined, { authorization: `Bearer ${token}` })).status, 401);
  });

  test("the token of an internal connection is not revoked", async () => {
    const { status, body } = await send("POST", "oauth/revoke", { token: "ntn_local_workspace_token" }, { authorization: `Basic ${btoa("client:secret")}` });
    assert.deepEqual([status, body.code], [400, "invalid_request"]);
  });

  test("clients of OAuth come with their id and secret", async () => {
    for (const authorization of [null, "Bearer ntn_local_workspace_token", "Basic !!!", `Basic ${btoa("client:")}`]) {
      const { status, body } = await send("POST", "oauth/introspect", { token: "x" }, { authorization });
      assert.deepEqual([status, body.code], [401, "unauthorized"]);
    }
  });

  test("there are no meeting notes, and none are made", async () => {
    assert.deepEqual((await notion.blocks.meetingNotes.query({})).results, []);
    const page = await newPage("Meeting");
    await refused(notion.blocks.meetingNotes.create({ source: { type: "file_upload", file_upload_id: nobody }, parent: { type: "page_id", page_id: page.id } }), 400, "invalid_request", "Unsupported request");
  });
});
