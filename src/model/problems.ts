import { pointerTo } from '../finding/pointer.js';
import type { Problem, Tell } from '../finding/problem.js';
import type { ModelInput } from '../spec/model.js';
import { formatCount, formatCounted } from '../std/units.js';
import { choiceProblems } from './choice.js';

/** What is wrong with a model beyond its form. */
export function modelProblems(model: ModelInput): Problem[] {
  const problems: Problem[] = [];
  const tell: Tell = (problem, ...keys) =>
    problems.push({ pointer: pointerTo('', ...keys), problem });
  const { attention, experts, layers } = model;
  const dense = experts ? (experts.denseLayers ?? 0) : layers;
  if (attention.kind === 'gqa' && attention.heads % attention.kvHeads !== 0) {
    const { heads, kvHeads } = attention;
    tell(
      `${formatCount(kvHeads)} heads of keys and values do not divide ${formatCounted(heads, 'head')} of queries`,
      'attention',
      'kvHeads',
    );
  }
  if (dense > layers) {
    tell(`there are ${formatCounted(layers, 'layer')} only`, 'experts', 'denseLayers');
  }
  if (dense > 0 && model.intermediate === undefined) {
    tell(`${formatCounted(dense, 'dense layer')} need "intermediate"`);
  }
  if (experts) {
    const { routed, perToken, limit } = experts;
    const inExperts: Tell = (problem, ...keys) => tell(problem, 'experts', ...keys);
    choiceProblems({ routed, chosen: perToken, limit }, inExperts, 'perToken');
  }
  servingProblems(model, tell);
  return problems;
}

function servingProblems({ layers, experts, serving, training }: ModelInput, tell: Tell): void {
  const { expertGpus, tokensPerGpu, layers: exchanging } = serving ?? {};
  if (exchanging !== undefined && exchanging > layers) {
    tell(`there are ${formatCounted(layers, 'layer')} only`, 'serving', 'layers');
  }
  if (!experts && (expertGpus ?? tokensPerGpu) !== undefined) {
    const key = expertGpus === undefined ? 'tokensPerGpu' : 'expertGpus';
    tell('there are no experts to exchange anything with', 'serving', key);
  }
  if (experts && expertGpus !== undefined && experts.routed % expertGpus !== 0) {
    tell(
      `${formatCounted(experts.routed, 'expert')} cannot be dealt evenly to ${formatCounted(expertGpus, 'GPU')}`,
      'serving',
      'expertGpus',
    );
  }
  if (training && (training.mfu === undefined) !== (training.gpuTflops === undefined)) {
    const [there, missing] =
      training.mfu === undefined ? ['gpuTflops', 'mfu'] : ['mfu', 'gpuTflops'];
    tell(`"${there}" says nothing without "${missing}"`, 'training', there);
  }
}
