import { expect, it } from 'vitest';
import { check } from '../../src/check/run.js';
import type { TopologyInput } from '../../src/spec/topology.js';
import { cableList } from '../build/cable-list.js';
import { changed } from '../spec/documents.js';
import { openWorld, topologyOf } from '../worlds.js';

const set = (attach: object, fatTree: object) => ({ '/planes/compute': { attach, fatTree } });
const rails = { nics: ['h/nic'], oneLeafPer: 'rail', hostsPerUnit: 4 };
const two = { leaf: { model: 'big' }, spine: { model: 'big' } };
const three = { ...two, core: { model: 'big' }, pod: { units: 1 } };

/** Options that the enumerated worlds leave alone: each is built as LANGUAGE has it, and passes. */
const options: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'units without hosts': set(rails, { ...two, leaf: { model: 'big', count: 12 } }),
  'spare ports down on each leaf': set(rails, { ...two, leaf: { model: 'big', down: 6, up: 4 } }),
  'ports of the leaf kept': set(rails, { ...two, leaf: { model: 'big', upReserved: 5 } }),
  'ports of the spine kept': set(rails, { ...two, spine: { model: 'big', upReserved: 8 } }),
  'ports of a single tier kept': set(
    { nics: ['h/nic'] },
    { leaf: { model: 'big', upReserved: 8 } },
  ),
  'ports left alone': { '/switchModels/big/reservedPorts': 10, ...set(rails, two) },
  'uplink ports': {
    '/switchModels/big/uplinkPorts': 2,
    '/switchModels/big/uplinkGbps': 800,
    '/switchModels/top': { ports: 64, portGbps: 800 },
    ...set(rails, { leaf: { model: 'big' }, spine: { model: 'top' } }),
  },
  'split uplink ports': {
    '/switchModels/big/uplinkPorts': 2,
    '/switchModels/big/uplinkGbps': 800,
    '/switchModels/top': { ports: 64, portGbps: 400, splits: [2] },
    ...set(rails, { leaf: { model: 'big', upGbps: 200 }, spine: { model: 'top' } }),
  },
  'uplink ports of a single tier': {
    '/switchModels/big/uplinkPorts': 4,
    '/switchModels/big/uplinkGbps': 800,
    ...set({ nics: ['h/nic'] }, { leaf: { model: 'big' } }),
  },
  'stated spines with room to grow': set(rails, {
    leaf: { model: 'big', up: 4 },
    spine: { model: 'big', count: 4, down: 64 },
  }),
  'more spines than uplinks, dealt': set(rails, {
    leaf: { model: 'big', up: 3 },
    spine: { model: 'big', count: 4 },
    uneven: 'deal',
  }),
  'two NIC groups of the same hosts': {
    '/hosts/h/nics/sto': { model: 'nic', count: 2 },
    ...set({ ...rails, nics: ['h/nic', 'h/sto'] }, two),
  },
  'three kinds of hosts, one pinned': {
    '/hosts/k': { count: 1, nics: { nic: { model: 'nic', count: 3 } } },
    ...set({ ...rails, nics: ['h/nic', 'g/nic', 'k/nic'], slots: { 'g/nic': ['2-9/3'] } }, two),
  },
  'empty slots of every kind': set({ ...rails, emptySlots: [3, '8-9', '12-20/4'] }, two),
  'pairs of rails share a leaf': set({ ...rails, railsPerLeaf: 2 }, two),
  'NICs of two ports, both in two planes by rail': {
    '/hosts/h/nics/sto/count': 2,
    ...set({ nics: ['h/sto'], onePlanePer: 'rail', oneLeafPer: 'port', hostsPerUnit: 4 }, two),
  },
  'a pod for each unit': set(rails, three),
  'a pod for each pair of rails': set(
    { ...rails, railsPerLeaf: 2 },
    { ...three, pod: { rails: 2 } },
  ),
  'a pod without hosts': set(rails, { ...three, leaf: { model: 'big', count: 12 } }),
  'pods of leaves by rail and port': {
    '/hosts/h/nics/sto/count': 2,
    ...set(
      { nics: ['h/sto'], oneLeafPer: 'rail+port', hostsPerUnit: 4 },
      { ...three, pod: { units: 1, rails: 1 } },
    ),
  },
  'pods in planes by port': set(
    { nics: ['h/sto'], onePlanePer: 'port', hostsPerUnit: 2 },
    { ...three, pod: { units: 2 } },
  ),
  'ports of spines and cores kept': set(rails, {
    ...three,
    spine: { model: 'big', upReserved: 4 },
    core: { model: 'big', upReserved: 2 },
  }),
  'spines with uplink ports': {
    '/switchModels/up': { ports: 32, portGbps: 400, uplinkPorts: 4, uplinkGbps: 800, splits: [2] },
    ...set(rails, { ...three, spine: { model: 'up', upGbps: 400 } }),
  },
  'spines and cores with room to grow': set(rails, {
    ...three,
    spine: { model: 'big', count: 4, down: 16 },
    core: { model: 'big', count: 16, down: 8 },
  }),
  'more cores than uplinks, dealt': set(rails, {
    ...three,
    spine: { model: 'big', count: 2, up: 4 },
    core: { model: 'big', count: 6 },
    uneven: 'deal',
  }),
  'hosts with fewer NICs, in planes by rail': set(
    { nics: ['h/nic', 'g/nic'], onePlanePer: 'rail', hostsPerUnit: 2 },
    two,
  ),
};

it.each(Object.entries(options))('%s', (_, changes) => {
  const document = changed(changes) as TopologyInput;
  const { topology, graph, subject } = openWorld(document);
  const cables = graph.mapEdges((id, { gbps }) => `${id.replace('--', ',')},${gbps}`);
  expect(cables).toEqual(cableList(document));
  expect(topologyOf(topology)).toEqual(topology);
  const { findings, results } = check(subject);
  expect(findings).toEqual([]);
  expect(results.some(({ basis }) => basis === 'formula')).toBe(true);
});
