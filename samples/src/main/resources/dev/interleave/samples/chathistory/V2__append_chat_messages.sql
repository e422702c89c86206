-- Appends messages to a chat in one statement: two callers wait for each other at the row, and the
-- second one appends to what the first one left. A message whose id is already there is not stored
-- again. A chat that does not exist is an error, not zero rows that nobody looks at.
CREATE FUNCTION append_chat_messages(chat bigint, messages jsonb) RETURNS void AS $$
BEGIN
  UPDATE chats
     SET chat_history = COALESCE(chat_history, '[]'::jsonb) || COALESCE(
           (SELECT jsonb_agg(m.message ORDER BY m.position)
              FROM jsonb_array_elements(messages) WITH ORDINALITY AS m(message, position)
             WHERE NOT COALESCE(chat_history, '[]'::jsonb)
                       @> jsonb_build_array(jsonb_build_object('id', m.message -> 'id'))),
           '[]'::jsonb)
   WHERE id = chat;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'there is no chat %', chat USING ERRCODE = 'no_data_found';
  END IF;
END
$$ LANGUAGE plpgsql;
