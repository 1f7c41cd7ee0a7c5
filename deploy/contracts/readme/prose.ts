/** What stands before the tables. */
export const OPENING = `<!-- Written by npm run contracts: change the definitions, or deploy/contracts/readme, and run it again. -->

# contracts

What the services rely on when they talk: types generated from \`proto/\`, the error codes of the REST API, and the events, which this
page is about. An event tells that something has happened to an aggregate. It is a message of the broker: headers in the way of
CloudEvents 1.0 (binary mode), a JSON value, and the id of the aggregate as key, so that events of one aggregate keep their order.

## Events`;

/** What all fields have in common. */
export const CONVENTIONS = `## Fields

Ids are decimal strings, because they do not fit into a number. Money is whole fen. Times are ISO 8601 in UTC with milliseconds.
Consumers pass over fields that they do not know; producers write none that the schema does not name.`;

/** The rules of evolution, and the steps for a new event and a new version. */
export const RULES = `## Rules of evolution

A new producer and an old consumer run side by side in every roll-out, and a message can lie for days in an outbox, a topic or the dead
letters. So each change has to be understood in both directions:

| change of an event | |
| --- | --- |
| a field more, optional or with a default | yes |
| a description | yes |
| a required field more | no: stored messages lack it |
| a field removed, renamed, or optional from now on | no: consumers that run today read it |
| another type, unit, format; one more value of an enum; wider or narrower limits | no: one of the two would refuse it |
| an event renamed, moved to another topic, removed | no: see below |

What each event is has been noted in [events/schemas](events/schemas), and messages as they lie on the wire in
[events/samples](events/samples). \`npm run contracts\` notes what is new or has grown, and refuses what breaks. \`npm run check:contracts\`
compares with the notes and with the main line, so that editing a note does not hide anything. Samples are added to, never edited and
never removed; each of them has to be readable for ever. An event that is not yet on the main line may still change in any way: remove
its schema file and its samples, and run \`npm run contracts\` again.

## Adding an event

1. Declare it in \`src/events/<service>-events.ts\`: a sentence when it happens, and \`.describe()\` for each field. Add it to \`EVENT_CATALOGUE\`.
2. \`npm run contracts\`: notes its schema and prints a sample. Make the sample a real message and save it; run it once more for this page.
3. Record it in the aggregate: \`recordEvent(X, id, payload)\`; the repository writes it into the outbox with the state it tells of.
4. Handle it: a method with \`@OnEvent(X)\` in \`adapters/kafka\`, which calls a use case and passes \`cause\` on to its transaction.
5. Roll out the services that read its topic before the one that records it, also those that do not handle it: a service parks an event
   whose name it has never heard of (\`UNKNOWN_TYPE\`).

## A new version

A service that handles an event in one version parks all other versions of it (\`UNKNOWN_VERSION\`), since passing over them could lose
an effect; a service that does not handle the event at all passes over every version. So consumers come first:

1. Declare \`OrderPaidV2\` beside \`OrderPaid\`: the same name, topic and key, \`version: 2\`. \`npm run contracts\`, and a sample.
2. Every consumer handles both: a second method with \`@OnEvent(OrderPaidV2)\` that makes the same command of it. Roll them all out.
3. The producer records version 2 **instead of** version 1. Never both for one thing that happened: they would be two events with two
   ids, and the effect would come twice. One topic and one key keep the order across the change; the way back is open.
4. Wait until no version 1 is left: outbox rows, the retention of the topic, dead letters (they can be replayed as long as it is handled).
5. Take away the handlers and the definition of version 1, and note in its schema file \`"retired": "<date>, <why>"\`. File and samples stay.

Should a producer have been faster than a consumer, nothing is lost: roll out the consumer and replay its dead letters. They then come
after events that happened later.`;
