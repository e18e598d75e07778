// All-to-all on SimGrid's own fat-tree of two levels (its routing is d-mod-k), max-min fair rates without TCP.
//   simgrid-all-to-all LEAVES HOSTS_PER_LEAF SPINES BYTES all|shift
// Prints the simulated seconds, and how many it took on the clock.
#include <simgrid/s4u.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>
using namespace simgrid::s4u;

int main(int argc, char** argv) {
  Engine engine(&argc, argv);
  for (auto option : {"network/model:CM02", "network/TCP-gamma:0", "network/crosstraffic:0",
                      "network/latency-factor:1", "network/bandwidth-factor:1", "network/weight-S:0"})
    Engine::set_config(option);
  const unsigned leaves = std::stoul(argv[1]), below = std::stoul(argv[2]), spines = std::stoul(argv[3]);
  const uint64_t bytes = std::stoull(argv[4]);
  const bool shifts = std::string(argv[5]) == "shift";
  auto* world = create_full_zone("world");
  auto host = [](NetZone* zone, const std::vector<unsigned long>&, unsigned long id)
      -> std::pair<simgrid::kernel::routing::NetPoint*, simgrid::kernel::routing::NetPoint*> {
    return {zone->create_host(std::to_string(id), 1e9)->seal()->get_netpoint(), nullptr};
  };
  create_fatTree_zone("tree", world, {2, {below, leaves}, {1, spines}, {1, 1}}, {host, {}, {}}, 50e9, 0.0,
                      Link::SharingPolicy::SPLITDUPLEX)
      ->seal();
  world->seal();
  auto hosts = engine.get_all_hosts();
  std::sort(hosts.begin(), hosts.end(),
            [](Host* a, Host* b) { return std::stoi(a->get_name()) < std::stoi(b->get_name()); });
  const size_t count = hosts.size();
  Actor::create("all", hosts[0], [&] {
    std::vector<CommPtr> flows;
    for (size_t shift = 1; shift < count; shift++) {
      for (size_t i = 0; i < count; i++)
        flows.push_back(Comm::sendto_async(hosts[i], hosts[(i + shift) % count], bytes));
      if (!shifts && shift + 1 < count) continue;
      for (auto& flow : flows) flow->wait();
      flows.clear();
    }
  });
  const auto begin = std::chrono::steady_clock::now();
  engine.run();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  std::printf("{\"seconds\": %.12g, \"wall\": %.6f}\n", Engine::get_clock(), took.count());
}
