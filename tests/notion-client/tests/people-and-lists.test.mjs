// Sections 1.7, 2.10 and 9: users, comments, custom emojis, templates, and the envelope and cursors of every list.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { admin, childrenOf, invalid, newPage, newRow, newTable, nobody, notFound, notion, paragraph, plain, refused, send, text } from "../notion.mjs";

describe("users", () => {
  test("people and bots are listed, people with their address", async () => {
    const { results } = await notion.users.list({});
    const me = await notion.users.me({});

    assert.deepEqual([...new Set(results.map((user) => user.type))].sort(), ["bot", "person"]);
    assert.ok(results.some((user) => user.id === me.id));
    assert.match(results.find((user) => user.type === "person").person.email, /@/);
  });

  test("a user is read by id", async () => {
    const { results } = await notion.users.list({});
    for (const user of results) {
      const read = await notion.users.retrieve({ user_id: user.id });
      assert.deepEqual([read.id, read.name, read.type], [user.id, user.name, user.type]);
    }
  });

  test("a user that does not exist is not found", () => notFound(notion.users.retrieve({ user_id: nobody }), "Could not find user with ID"));

  test("the token's own user tells the workspace and its upload limit", async () => {
    const { bot } = await notion.users.me({});
    assert.match(bot.workspace_id, /^[0-9a-f-]{36}$/);
    assert.ok(bot.workspace_limits.max_file_upload_size_in_bytes > 0);
  });
});

describe("comments", () => {
  let page;
  before(async () => (page = await newPage("Discussed")));
  const create = (more) => notion.comments.create({ parent: { page_id: page.id }, ...more });

  test("a comment is read by id", async () => {
    const made = await create({ rich_text: text("Read me") });
    const { request_id: first, ...read } = await notion.comments.retrieve({ comment_id: made.id });
    const { request_id: second, ...expected } = made;
    assert.notEqual(first, second);
    assert.deepEqual(read, expected);
  });

  test("a comment is changed by the one who wrote it", async () => {
    const made = await create({ rich_text: text("Before") });
    const changed = await notion.comments.update({ comment_id: made.id, rich_text: text("After") });
    assert.equal(plain(changed.rich_text), "After");
    assert.equal(plain((await notion.comments.retrieve({ comment_id: made.id })).rich_text), "After");
  });

  test("a comment is changed to Markdown", async () => {
    const made = await create({ rich_text: text("Before") });
    const changed = await notion.comments.update({ comment_id: made.id, markdown: "*After*" });
    assert.equal(changed.rich_text[0].annotations.italic, true);
  });

  test("a deleted comment is gone", async () => {
    const made = await create({ rich_text: text("Gone") });
    const deleted = await notion.comments.delete({ comment_id: made.id });
    assert.equal(deleted.id, made.id);
    await notFound(notion.comments.retrieve({ comment_id: made.id }), "comment");
  });

  test("a comment that does not exist is neither changed nor deleted", async () => {
    await notFound(notion.comments.update({ comment_id: nobody, rich_text: text("x") }));
    await notFound(notion.comments.delete({ comment_id: nobody }));
  });

  test("an uploaded file is attached to a comment", async () => {
    const upload = await notion.fileUploads.create({ mode: "single_part", filename: "a.png", content_type: "image/png" });
    await notion.fileUploads.send({ file_upload_id: upload.id, file: { filename: "a.png", data: new Blob(["png"], { type: "image/png" }) } });
    const made = await create({ rich_text: text("See"), attachments: [{ file_upload_id: upload.id }] });
    assert.equal(made.attachments[0].category, "image");
    assert.match(made.attachments[0].file.url, /^http/);
  });

  test("a comment bears three attachments at most", async () => {
    const four = Array.from({ length: 4 }, () => ({ file_upload_id: nobody }));
    await invalid(create({ rich_text: text("Many"), attachments: four }), "body.attachments.length should be ≤ `3`, instead was `4`");
  });

  for (const [name, displayName, resolved] of [["the integration", { type: "integration" }, /./], ["a name of its own", { type: "custom", custom: { name: "Night watch" } }, /^Night watch$/]]) {
    test(`a comment is shown under ${name}`, async () => {
      const made = await create({ rich_text: text("Who"), display_name: displayName });
      assert.equal(made.display_name.type, displayName.type);
      assert.match(made.display_name.resolved_name, resolved);
    });
  }

  test("a comment has text or Markdown, not both and not neither", async () => {
    await invalid(create({}));
    await invalid(create({ rich_text: text("a"), markdown: "b" }));
  });

  test("a discussion that does not exist takes no comment", () => notFound(notion.comments.create({ discussion_id: nobody, rich_text: text("x") })));

  test("comments are listed for a page or block alone", async () => {
    const { status, body } = await send("GET", "comments");
    assert.deepEqual([status, body.code], [400, "validation_error"]);
  });

  test("a token without the capability neither reads nor writes comments", async () => {
    await admin("POST", "capabilities", { comments: false });
    try {
      await refused(create({ rich_text: text("x") }), 403, "restricted_resource", "Insufficient permissions for this endpoint.");
      await refused(notion.comments.list({ block_id: page.id }), 403, "restricted_resource");
    } finally {
      await admin("POST", "capabilities", { comments: true });
    }
  });
});

describe("capabilities", () => {
  const withheld = [
    ["read", () => newPage("Not readable"), (page) => notion.pages.retrieve({ page_id: page.id })],
    ["read", () => newTable("Not queried"), (table) => notion.dataSources.query({ data_source_id: table.sourceId })],
    ["insert", () => newPage("Not filled"), (page) => notion.blocks.children.append({ block_id: page.id, children: [paragraph("x")] })],
    ["insert", async () => ({}), () => newTable("Not made")],
    ["update", () => newPage("Not changed"), (page) => notion.pages.update({ page_id: page.id, in_trash: true })],
    ["update", () => newPage("Not erased"), (page) => notion.blocks.delete({ block_id: page.id })],
  ];
  for (const [capability, prepare, act] of withheld) {
    test(`without ${capability}, ${act.toString().match(/=> (\w+\.?[\w.]*)/)[1]} is restricted`, async () => {
      const prepared = await prepare();
      await admin("POST", "capabilities", { [capability]: false });
      try {
        await refused(act(prepared), 403, "restricted_resource", "Insufficient permissions for this endpoint.");
      } finally {
        await admin("POST", "capabilities", { [capability]: true });
      }
    });
  }
});

describe("lists", () => {
  let page;
  let table;
  let view;
  let rows;

  before(async () => {
    page = await newPage("Listed", { children: ["a", "b", "c"].map((word) => paragraph(word)) });
    table = await newTable("Listed", { Other: { relation: { data_source_id: (await newTable("Other")).sourceId, single_property: {} } } });
    const { Other } = (await notion.dataSources.retrieve({ data_source_id: table.sourceId })).properties;
    const others = [];
    for (const word of ["x", "y", "z"]) {
      others.push(await newRow(Other.relation.data_source_id, word));
      await notion.comments.create({ parent: { page_id: page.id }, rich_text: text(word) });
      await notion.fileUploads.create({ mode: "single_part", filename: `${word}.txt`, content_type: "text/plain" });
      await notion.views.create({ database_id: table.databaseId, data_source_id: table.sourceId, name: word, type: "list" });
    }
    rows = [];
    for (const word of ["1", "2", "3"]) {
      rows.push(await newRow(table.sourceId, word, { Other: { relation: others.map(({ id }) => ({ id })) } }));
    }
    view = (await notion.views.list({ database_id: table.databaseId })).results[0];
  });

  const lists = [
    ["users", "user", (more) => notion.users.list(more)],
    ["blocks", "block", (more) => notion.blocks.children.list({ block_id: page.id, ...more })],
    ["comments", "comment", (more) => notion.comments.list({ block_id: page.id, ...more })],
    ["rows", "page_or_data_source", (more) => notion.dataSources.query({ data_source_id: table.sourceId, ...more })],
    ["search results", "page_or_data_source", (more) => notion.search({ query: "Listed", ...more })],
    ["file uploads", "file_upload", (more) => notion.fileUploads.list(more)],
    ["views", "view", (more) => notion.views.list({ database_id: table.databaseId, ...more })],
    ["a property's items", "property_item", (more) => notion.pages.properties.retrieve({ page_id: rows[0].id, property_id: "Other", ...more })],
  ];
  for (const [name, type, list] of lists) {
    test(`${name} come in an envelope that names its type`, async () => {
      const whole = await list({});
      assert.deepEqual([whole.object, whole.type, whole.has_more, whole.next_cursor], ["list", type, false, null]);
      if (type !== "property_item") {
        assert.deepEqual(whole[type], {});
      }
    });

    test(`${name} come one by one, each once, until has_more is false`, async () => {
      const all = (await list({})).results;
      const seen = [];
      let cursor;
      do {
        const part = await list({ page_size: 1, start_cursor: cursor });
        assert.equal(part.results.length, 1);
        assert.equal(part.has_more, part.next_cursor !== null);
        seen.push(...part.results);
        cursor = part.next_cursor ?? undefined;
      } while (cursor);
      assert.deepEqual(seen.map((item) => item.id ?? item.relation?.id), all.map((item) => item.id ?? item.relation?.id));
    });

    test(`${name} come a hundred at a time at most, at least one`, async () => {
      assert.equal((await list({ page_size: 100 })).object, "list");
      await invalid(list({ page_size: 101 }), "page_size should be ≤ `100`, instead was `101`");
      await invalid(list({ page_size: 0 }));
    });

    test(`${name} have no page behind a cursor that nobody gave`, () => invalid(list({ start_cursor: "nonsense" })));
  }

  test("custom emojis are a list without an empty object of their type", async () => {
    const answer = await notion.customEmojis.list({});
    assert.deepEqual([answer.object, answer.type, answer.results, answer.has_more, answer.next_cursor], ["list", "custom_emoji", [], false, null]);
    assert.ok(!("custom_emoji" in answer));
    assert.deepEqual((await notion.customEmojis.list({ name: "party" })).results, []);
  });

  test("templates are listed under a key of their own", async () => {
    const answer = await notion.dataSources.listTemplates({ data_source_id: table.sourceId });
    assert.deepEqual([answer.templates, answer.has_more, answer.next_cursor], [[], false, null]);
    await notFound(notion.dataSources.listTemplates({ data_source_id: nobody }));
  });

  test("results of a view come page by page and are forgotten when told so", async () => {
    const query = await notion.views.queries.create({ view_id: view.id, page_size: 1 });
    assert.deepEqual([query.object, query.total_count, query.results.length, query.has_more], ["view_query", 3, 1, true]);
    const rest = await notion.views.queries.results({ view_id: view.id, query_id: query.id, start_cursor: query.next_cursor });
    assert.deepEqual([rest.type, rest.results.length, rest.has_more], ["page", 2, false]);
    assert.deepEqual(Object.keys(rest.results[0]).sort(), ["id", "object"]);

    for (let i = 0; i < 2; i++) {
      const deleted = await notion.views.queries.delete({ view_id: view.id, query_id: query.id });
      assert.deepEqual([deleted.object, deleted.id, deleted.deleted], ["view_query", query.id, true]);
    }

    await notFound(notion.views.queries.results({ view_id: view.id, query_id: query.id }));
  });

  test("children of what does not exist are not found", async () => {
    await notFound(notion.blocks.children.list({ block_id: nobody }));
    await notFound(notion.comments.list({ block_id: nobody }));
    await notFound(notion.views.list({ database_id: nobody }));
  });

  test("a page without blocks has an empty list", async () => {
    const empty = await newPage("Empty");
    assert.deepEqual(await childrenOf(empty.id), []);
  });

  test("views are listed by database or by data source, one of them", async () => {
    await invalid(notion.views.list({}));
    await invalid(notion.views.list({ database_id: table.databaseId, data_source_id: table.sourceId }));
    assert.equal((await notion.views.list({ data_source_id: table.sourceId })).results.length, 4);
  });
});
