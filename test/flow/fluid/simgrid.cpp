// What SimGrid makes of problems with shared links: all flows begin at 0, and have max-min fair rates.
// In:  link BYTES_PER_SECOND          links are numbered from 0
//      flow BYTES LINK [LINK ...]     each of them once
// Out: the finish time of each flow, in seconds.
#include <simgrid/s4u/Actor.hpp>
#include <simgrid/s4u/Comm.hpp>
#include <simgrid/s4u/Engine.hpp>
#include <simgrid/s4u/Host.hpp>
#include <simgrid/s4u/Link.hpp>
#include <simgrid/s4u/NetZone.hpp>
#include <cstdio>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>
using namespace simgrid::s4u;

int main(int argc, char** argv) {
  Engine engine(&argc, argv);
  for (auto option : {"network/model:CM02", "network/TCP-gamma:0", "network/crosstraffic:0",
                      "network/latency-factor:1", "network/bandwidth-factor:1", "network/weight-S:0",
                      "maxmin/precision:1e-9"})
    Engine::set_config(option);
  auto* zone = create_star_zone("zone");
  auto* sink = zone->create_host("sink", 1)->seal();
  auto* wide = zone->create_link("wide", 1e18)->set_latency(0);
  wide->set_sharing_policy(Link::SharingPolicy::FATPIPE)->seal();
  zone->add_route(nullptr, sink->get_netpoint(), nullptr, nullptr, {LinkInRoute(wide)}, false);
  std::vector<Link*> links;
  std::vector<Host*> senders;
  std::vector<uint64_t> sizes;
  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream words(line);
    std::string what;
    double amount;
    words >> what >> amount;
    if (what == "link") {
      links.push_back(zone->create_link(std::to_string(links.size()), amount)->set_latency(0)->seal());
      continue;
    }
    auto* host = zone->create_host("s" + std::to_string(senders.size()), 1)->seal();
    std::vector<LinkInRoute> route;
    for (size_t link; words >> link;) route.emplace_back(links.at(link));
    zone->add_route(host->get_netpoint(), nullptr, nullptr, nullptr, route, false);
    senders.push_back(host);
    sizes.push_back(static_cast<uint64_t>(amount));
  }
  zone->seal();
  Actor::create("all", sink, [&] {
    std::vector<CommPtr> flows;
    for (size_t i = 0; i < senders.size(); i++)
      flows.push_back(Comm::sendto_async(senders[i], sink, sizes[i]));
    for (auto& flow : flows) flow->wait();
    for (auto& flow : flows) std::printf("%.15g\n", flow->get_finish_time());
  });
  engine.run();
}
