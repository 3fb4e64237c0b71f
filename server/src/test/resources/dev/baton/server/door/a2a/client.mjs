// A small program that uses the public SDK of A2A as a client
import { ClientFactory, JsonRpcTransportFactory, RestTransportFactory, DefaultAgentCardResolver } from '@a2a-js/sdk/client';
import { Role, TaskState } from '@a2a-js/sdk';

const { BATON_URL: url, BINDING: binding, PERSONA: persona } = process.env;
const fetchImpl = (input, init = {}) => {
  const headers = new Headers(init.headers);
  headers.set('Baton-As', persona);
  return fetch(input, { ...init, headers });
};
const factory = new ClientFactory({
  transports: [new JsonRpcTransportFactory({ fetchImpl }), new RestTransportFactory({ fetchImpl })],
  preferredTransports: [binding],
  cardResolver: new DefaultAgentCardResolver({ fetchImpl }),
});
const tell = (name, value) => console.log(JSON.stringify({ name, value }));
const state = (task) => TaskState[task.status.state] ?? task.status.state;
const part = (content) => ({ content, metadata: undefined, filename: '', mediaType: '' });
const message = (messageId, content, more = {}) => ({
  messageId, contextId: '', taskId: '', role: Role.ROLE_USER, parts: [part(content)],
  metadata: undefined, extensions: [], referenceTaskIds: [], ...more,
});
const claim = (orderId) => ({ $case: 'data', value: { contract: 'damaged-order',
  input: { customerId: 'CUS-0001', orderId, issue: 'damaged', wish: 'refund' } } });
const request = (message, configuration) => ({ tenant: '', message, configuration, metadata: undefined });

const client = await factory.createFromUrl(url);
const card = await client.getAgentCard();
tell('skills', card.skills.map((skill) => skill.id));

const done = await client.sendMessage(request(message(`${binding}-1`, claim('ORD-100235'), { contextId: `${binding}-context` })));
const task = done.payload?.value ?? done;
tell('sent', state(task));
tell('receipt', task.artifacts[0].parts[0].content.value.outcome);

const asked = await client.sendMessage(request(message(`${binding}-2`, { $case: 'text', value: 'My order arrived damaged' })));
const reply = asked.payload?.value ?? asked;
tell('asked', reply.parts[0].content.value.includes('damaged-order'));

const states = [];
let id = '';
for await (const event of client.sendMessageStream(request(message(`${binding}-3`, claim('ORD-100234'))))) {
  const value = event.payload.value;
  if (event.payload.$case === 'task') {
    id = value.id;
    // an approval is not waited for; somebody else's mind is changed
    setTimeout(() => client.cancelTask({ tenant: '', id, metadata: undefined }).catch((e) => tell('cancel', String(e))), 500);
  }
  if (event.payload.$case !== 'artifactUpdate') states.push(state(value));
}
tell('streamed', states.at(-1));
tell('got', state(await client.getTask({ tenant: '', id, historyLength: 1 })));
const list = await client.listTasks({ tenant: '', contextId: `${binding}-context`, status: TaskState.TASK_STATE_UNSPECIFIED, pageSize: 10, pageToken: '', historyLength: undefined, statusTimestampAfter: undefined, includeArtifacts: false });
tell('listed', list.tasks.map((it) => it.id === task.id));
try {
  await client.getTask({ tenant: '', id: 'h-none', historyLength: undefined });
  tell('unknown', 'found');
} catch (e) {
  tell('unknown', e.name ?? e.constructor.name);
}
