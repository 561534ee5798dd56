package org.sallyport.targets.route53dnsfirewall;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.sallyport.core.Text;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.targets.Comments;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.NameList;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Selection;

/** Writes the list and the template. Used once. */
final class Route53DnsFirewallWriter {

    /** What one request takes; a longer list is imported from a file in S3. */
    private static final int MOST_IN_A_TEMPLATE = 1_000;

    private final Allowlist allowlist;
    private final Device device;
    private final Selection selection;
    private final NameList list;
    private final String answer;

    Route53DnsFirewallWriter(Route53DnsFirewall target, Allowlist allowlist, Device device) {
        this.allowlist = allowlist;
        this.device = device;
        this.selection = Selection.of(allowlist, target, device);
        this.list = NameList.of(selection, target, device);
        this.answer = answer(device);
    }

    Rendering write() {
        String names = list.entries().keySet().stream().map(host -> host + "\n").collect(Collectors.joining());
        boolean imported = list.entries().size() > MOST_IN_A_TEMPLATE;
        Map<String, String> complete = new LinkedHashMap<>();
        complete.put(Route53DnsFirewall.TEMPLATE, header(imported) + template(imported));
        if (imported) {
            complete.put(Route53DnsFirewall.LIST, names);
        }
        return new Rendering(
                List.of(DeviceFiles.of(Route53DnsFirewall.LIST, names), new DeviceFiles(complete)),
                list.entries().size(),
                selection.concessions());
    }

    private String header(boolean imported) {
        StringBuilder header = new StringBuilder("""
                # Route 53 Resolver DNS Firewall for the site %1$s, device %2$s: the names below are answered, nothing else is.
                # Written by sallyport render; changes made here are lost with the next one.
                #
                # Install: aws cloudformation deploy --stack-name sallyport-%2$s --template-file %3$s \\
                #            --parameter-overrides Vpc=VPC-ID%4$s
                # Remove:  aws cloudformation delete-stack --stack-name sallyport-%2$s
                #
                # Only queries to the VPC's own resolver are looked at. Names inside the VPC are blocked as well, unless they are listed.
                """.formatted(
                        allowlist.site().name(),
                        device.name(),
                        Route53DnsFirewall.TEMPLATE,
                        imported ? " List=s3://BUCKET/" + Route53DnsFirewall.LIST : ""));
        selection
                .concessions()
                .forEach(concession -> header.append("# Note: ")
                        .append(Comments.oneLine(concession.sentence().english()))
                        .append('\n'));
        return header.append('\n').toString();
    }

    private String template(boolean imported) {
        StringBuilder text = new StringBuilder("""
                AWSTemplateFormatVersion: "2010-09-09"
                Description: "Names that %1$s lets through, for the device %2$s. Written by Sallyport."
                Parameters:
                  Vpc:
                    Type: AWS::EC2::VPC::Id
                """.formatted(allowlist.site().name(), device.name()));
        if (imported) {
            text.append("""
                      List:
                        Type: String
                        Description: "where %s lies: s3://BUCKET/NAME"
                    """.formatted(Route53DnsFirewall.LIST));
        }
        text.append("""
                Resources:
                  AllowedNames:
                    Type: AWS::Route53Resolver::FirewallDomainList
                    Properties:
                      Name: "sallyport-%s-allowed"
                """.formatted(device.name()));
        text.append(imported ? "      DomainFileUrl: !Ref List\n" : domains());
        return text.append("""
                  AllNames:
                    Type: AWS::Route53Resolver::FirewallDomainList
                    Properties:
                      Name: "sallyport-%1$s-all"
                      Domains:
                        - "*"
                  Rules:
                    Type: AWS::Route53Resolver::FirewallRuleGroup
                    Properties:
                      Name: "sallyport-%1$s"
                      FirewallRules:
                        # without this, every name to which an allowed name is an alias would have to be listed
                        - FirewallDomainRedirectionAction: TRUST_REDIRECTION_DOMAIN
                          FirewallDomainListId: !GetAtt AllowedNames.Id
                          Priority: 100
                          Action: ALLOW
                        - FirewallDomainListId: !GetAtt AllNames.Id
                          Priority: 200
                          Action: BLOCK
                          BlockResponse: %2$s
                  Association:
                    Type: AWS::Route53Resolver::FirewallRuleGroupAssociation
                    Properties:
                      Name: "sallyport-%1$s"
                      FirewallRuleGroupId: !GetAtt Rules.Id
                      VpcId: !Ref Vpc
                      Priority: 200
                """.formatted(device.name(), answer)).toString();
    }

    private String domains() {
        StringBuilder text = new StringBuilder("      Domains:");
        text.append(list.entries().isEmpty() ? " []\n" : "\n");
        list.entries()
                .forEach((host, rules) -> text.append("        # ")
                        .append(Comments.reasons(rules))
                        .append("\n        - \"")
                        .append(host)
                        .append("\"\n"));
        return text.toString();
    }

    private static String answer(Device device) {
        String value = Route53DnsFirewall.ANSWER.of(device);
        if (value.equals("NODATA") || value.equals("NXDOMAIN")) {
            return value;
        }
        throw Route53DnsFirewall.ANSWER.refusal(
                device, Text.of("write NODATA or NXDOMAIN", "écrivez NODATA ou NXDOMAIN"));
    }
}
