/**
 * GUIDs, from the places of parts in the fabric, so that a part has the same one in every file. Of 16
 * hexadecimal digits the first byte, 02, says that no manufacturer gave it (IEEE's bit for local ones):
 *
 *     0250 pppp iiiiiiii   a switch: its plane, and its place among those of the plane
 *     02ca hhhhhh nnnn 00  a NIC: its host, and its place among those of the host
 *
 * Places count from 0 in order of expansion. The last two digits of a NIC are left for the numbers of its
 * ports: ibsim, as most NICs do, makes the GUID of a port that of the NIC and the number of the port.
 */
export const switchGuid = (plane: number, place: number): string =>
  `0250${hex(plane, 4)}${hex(place, 8)}`;

export const nicGuid = (host: number, place: number): string =>
  `02ca${hex(host, 6)}${hex(place, 4)}00`;

/** @param port from 1, at most 255 */
export const nicPortGuid = (nic: string, port: number): string =>
  `${nic.slice(0, -2)}${hex(port, 2)}`;

/** As it stands outside of quotes: without leading zeros. */
export const bareGuid = (guid: string): string => guid.replace(/^0+/, '');

const hex = (number: number, digits: number): string => number.toString(16).padStart(digits, '0');
