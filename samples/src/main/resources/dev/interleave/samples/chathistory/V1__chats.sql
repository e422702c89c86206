-- One row a chat; the messages are one JSON array, oldest first.
CREATE TABLE chats (
  id           bigint PRIMARY KEY,
  chat_history jsonb,
  version      bigint NOT NULL DEFAULT 0
);
