/** The largest numbers that the schema takes. */

/** Ports of a switch or NIC. */
export const mostPorts = 65536;

/** q of a Slim Fly. */
export const mostQ = 1000;

/** n of a cube. */
export const mostN = 65536;
