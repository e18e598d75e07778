import { formatCount, formatSpeed } from '../std/units.js';

/** As a topology has them, or as a switch of the fabric has. Speeds are Gb/s. */
interface Ports {
  readonly ports: number;
  readonly portGbps: number;
  readonly uplinkPorts: number;
  readonly uplinkGbps?: number | undefined;
}

/** The ports of a switch model: `64 × 400G`, `48 × 1G + 4 × 10G`. */
export function portsText({ ports, portGbps, uplinkPorts, uplinkGbps = 0 }: Ports): string {
  const own = `${formatCount(ports)} × ${formatSpeed(portGbps)}`;
  if (uplinkPorts === 0) return own;
  return `${own} + ${formatCount(uplinkPorts)} × ${formatSpeed(uplinkGbps)}`;
}

/** The name of a model, and its ports where the name does not say them. */
export function modelWords(name: string, ports: Ports): string[] {
  const text = portsText(ports);
  return name.replace(' x ', ' × ') === text ? [text] : [name, text];
}
