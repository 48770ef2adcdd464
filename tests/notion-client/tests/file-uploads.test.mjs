import assert from "node:assert/strict";
import { test } from "node:test";
import { newPage, newRow, newTable, notion } from "../notion.mjs";

const mebibyte = 1024 * 1024;
const png = Buffer.from("89504e470d0a1a0a", "hex");

const create = (more) => notion.fileUploads.create({ filename: "chart.png", content_type: "image/png", ...more });
const send = (id, bytes, more) => notion.fileUploads.send({
  file_upload_id: id,
  file: { data: new Blob([bytes], { type: "image/png" }), filename: "chart.png" },
  ...more,
});

test("a file is announced, sent and ready", async () => {
  const announced = await create({ mode: "single_part" });
  assert.equal(announced.object, "file_upload");
  assert.equal(announced.status, "pending");
  assert.equal(announced.filename, "chart.png");
  assert.equal(announced.content_type, "image/png");
  assert.match(announced.upload_url, new RegExp(`/v1/file_uploads/${announced.id}/send$`));
  assert.ok(announced.expiry_time > announced.created_time);

  const sent = await send(announced.id, png);
  const read = await notion.fileUploads.retrieve({ file_upload_id: announced.id });

  assert.equal(sent.id, announced.id);
  assert.equal(sent.status, "uploaded");
  assert.equal(sent.content_length, png.length);
  assert.deepEqual({ ...read, request_id: null }, { ...sent, request_id: null });
});

test("an uploaded file is shown with a signed address that gives its bytes", async () => {
  const { id } = await send((await create()).id, png);
  const page = await newPage("Picture", { icon: { type: "file_upload", file_upload: { id } } });

  const { results: [image] } = await notion.blocks.children.append({
    block_id: page.id, children: [{ image: { type: "file_upload", file_upload: { id } } }],
  });

  assert.equal(page.icon.type, "file");
  assert.equal(image.image.type, "file");
  assert.ok(Date.parse(image.image.file.expiry_time) > Date.parse(image.created_time));
  const answer = await fetch(image.image.file.url);
  assert.equal(answer.headers.get("content-type"), "image/png");
  assert.deepEqual(Buffer.from(await answer.arrayBuffer()), png);
});

test("an uploaded file fills a files property", async () => {
  const { id } = await send((await create()).id, png);
  const { sourceId } = await newTable("Files", { Plan: { files: {} } });

  const row = await newRow(sourceId, "Row", { Plan: { files: [{ type: "file_upload", file_upload: { id }, name: "plan.png" }] } });

  const [file] = row.properties.Plan.files;
  assert.deepEqual([file.type, file.name], ["file", "plan.png"]);
  assert.equal((await fetch(file.file.url)).status, 200);
});

test("a large file is sent in parts and completed", async () => {
  const parts = [Buffer.alloc(5 * mebibyte, 1), Buffer.alloc(3, 2)];
  const { id, ...announced } = await create({ mode: "multi_part", number_of_parts: 2 });
  assert.deepEqual(announced.number_of_parts, { total: 2, sent: 0 });

  // Parts may come in any order.
  await send(id, parts[1], { part_number: "2" });
  await assert.rejects(notion.fileUploads.complete({ file_upload_id: id }), { status: 400, code: "validation_error" });
  const sent = await send(id, parts[0], { part_number: "1" });
  assert.equal(sent.status, "pending");
  assert.deepEqual(sent.number_of_parts, { total: 2, sent: 2 });
  const completed = await notion.fileUploads.complete({ file_upload_id: id });

  assert.equal(completed.status, "uploaded");
  assert.equal(completed.content_length, 5 * mebibyte + 3);
  assert.equal((await notion.fileUploads.retrieve({ file_upload_id: id })).status, "uploaded");
  const page = await newPage("Large", { cover: { type: "file_upload", file_upload: { id } } });
  const bytes = Buffer.from(await (await fetch(page.cover.file.url)).arrayBuffer());
  assert.ok(bytes.equals(Buffer.concat(parts)));
});

test("files that are not as announced are refused", async () => {
  await assert.rejects(create({ content_type: "application/pdf" }), { status: 400, code: "validation_error" });
  await assert.rejects(create({ mode: "multi_part" }), { status: 400, code: "validation_error" });

  const { id } = await create({ mode: "multi_part", number_of_parts: 2 });
  await assert.rejects(send(id, png, { part_number: "1" }), { status: 400, code: "validation_error" });
  await assert.rejects(send(id, png, { part_number: "3" }), { status: 400, code: "validation_error" });
});

test("a file that was not sent cannot be attached, and none is sent twice", async () => {
  const { id } = await create();
  await assert.rejects(newPage("Too early", { icon: { type: "file_upload", file_upload: { id } } }), { status: 400, code: "validation_error" });

  await send(id, png);
  await assert.rejects(send(id, png), { status: 400, code: "validation_error" });
});
