package org.sallyport.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.Id;
import org.sallyport.core.Where;
import org.sallyport.core.name.HostName;
import org.sallyport.gate.propose.Count;
import org.sallyport.gate.propose.FeatureProposal;
import org.sallyport.gate.propose.Observations;
import org.sallyport.gate.propose.Proposals;
import org.sallyport.gate.propose.Seen;
import org.sallyport.gate.propose.Siblings;

/** The JSON of proposals. */
final class ProposalJson {

    private ProposalJson() {}

    static Map<String, Object> of(Proposals proposals, Observations observed) {
        Map<String, Object> json = Json.object();
        json.put("site", proposals.site().name().value());
        json.put("logs", proposals.logs());
        json.put(
                "features",
                proposals.features().stream().map(ProposalJson::feature).toList());
        json.put("names", names(proposals.names()));
        json.put(
                "siblings",
                proposals.siblings().stream().map(ProposalJson::siblings).toList());
        json.put("needs_none", observed.settled());
        Map<String, Object> rare = Json.object();
        rare.put("names", proposals.rareNames());
        rare.put("hits", proposals.rareHits());
        json.put("too_rare", rare);
        List<Object> beyond = new ArrayList<>();
        observed.beyond().forEach((why, times) -> {
            Map<String, Object> each = Json.object();
            each.put("reason", why.id());
            each.put("hits", times);
            each.put("text", why.text().english());
            beyond.add(each);
        });
        json.put("not_proposed", beyond);
        json.put("not_counted", observed.uncounted());
        Map<String, Object> unreadable = Json.object();
        unreadable.put("lines", observed.unreadable());
        observed.firstUnreadable().ifPresent(first -> {
            unreadable.put("file", first.where().map(Where::file).orElse(""));
            unreadable.put("line", first.where().map(Where::line).orElse(0));
            unreadable.put("what", first.what().english());
        });
        json.put("unreadable", unreadable);
        json.put("cut_off", observed.cutOff());
        return json;
    }

    private static Map<String, Object> feature(FeatureProposal proposal) {
        Map<String, Object> json = Json.object();
        json.put("vendor", proposal.catalog().vendor().value());
        json.put("feature", proposal.feature().id().value());
        json.put("add_vendor", proposal.vendor());
        json.put("add_licence", proposal.licence());
        json.put("add_regions", proposal.regions().stream().map(Id::value).toList());
        json.put(
                "also_in",
                proposal.elsewhere().stream().map(other -> other.id().value()).toList());
        json.put("open", proposal.open());
        count(json, proposal.count());
        json.put("names", names(proposal.names()));
        return json;
    }

    private static List<Object> names(List<Seen> names) {
        List<Object> list = new ArrayList<>();
        for (Seen seen : names) {
            Map<String, Object> json = Json.object();
            json.put("host", seen.host().value());
            json.put("ports", Json.ports(seen.ports()));
            count(json, seen.count());
            json.put("shared_suffix", text(seen.provider()));
            json.put("other_sni", seen.astray());
            list.add(json);
        }
        return list;
    }

    private static Map<String, Object> siblings(Siblings siblings) {
        Map<String, Object> json = Json.object();
        json.put("host", siblings.pattern().toString());
        json.put("ports", Json.ports(siblings.ports()));
        json.put("names", siblings.names().stream().map(HostName::value).toList());
        json.put("hits", siblings.hits());
        json.put("shared_suffix", text(siblings.provider()));
        return json;
    }

    private static void count(Map<String, Object> json, Count count) {
        json.put("hits", count.hits());
        json.put("clients", count.clients());
        json.put("more_clients", count.moreClients());
        json.put("first", count.first().toString());
        json.put("last", count.last().toString());
    }

    private static String text(Optional<HostName> name) {
        return name.map(HostName::value).orElse("");
    }
}
