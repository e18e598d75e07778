"""Loads a platform with SimGrid's library and prints what it is, as JSON: hosts, links with their
bandwidths (byte/s), and the links of the routes between the pairs of hosts on standard input."""

import ctypes
import json
import sys

lib = ctypes.CDLL("libsimgrid.so.3.32")
pointer = ctypes.c_void_p


def function(name, result, *arguments):
    found = getattr(lib, name)
    found.restype = result
    found.argtypes = arguments
    return found


arguments = (ctypes.c_char_p * 3)(b"reader", b"--log=root.thres:error", None)
lib.simgrid_init(ctypes.byref(ctypes.c_int(2)), arguments)
function("simgrid_load_platform", None, ctypes.c_char_p)(sys.argv[1].encode())
lib.simgrid_run()  # Nothing runs on it, but zones are sealed by this.

host_name = function("sg_host_get_name", ctypes.c_char_p, pointer)
host_list = function("sg_host_list", ctypes.POINTER(pointer))()
host_count = function("sg_host_count", ctypes.c_size_t)()
hosts = {host_name(host_list[i]).decode(): host_list[i] for i in range(host_count)}

link_name = function("sg_link_get_name", ctypes.c_char_p, pointer)
bandwidth = function("sg_link_get_bandwidth", ctypes.c_double, pointer)
link_list = function("sg_link_list", ctypes.POINTER(pointer))()
link_count = function("sg_link_count", ctypes.c_size_t)()
links = {link_name(link_list[i]).decode(): bandwidth(link_list[i]) for i in range(link_count)}

new_list = function("xbt_dynar_new", pointer, ctypes.c_ulong, pointer)
length = function("xbt_dynar_length", ctypes.c_ulong, pointer)
item = function("xbt_dynar_get_ptr", ctypes.POINTER(pointer), pointer, ctypes.c_ulong)
fill_route = function("sg_host_get_route", None, pointer, pointer, pointer)


def route(a, b):
    found = new_list(8, None)
    fill_route(hosts[a], hosts[b], found)
    return [link_name(item(found, i)[0]).decode() for i in range(length(found))]


pairs = json.load(sys.stdin)
print(json.dumps({"hosts": list(hosts), "links": links, "routes": [route(a, b) for a, b in pairs]}))
