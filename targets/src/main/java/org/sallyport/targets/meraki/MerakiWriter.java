package org.sallyport.targets.meraki;

import java.util.List;
import java.util.stream.Collectors;
import org.sallyport.core.site.Allowlist;
import org.sallyport.core.site.Device;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.NameList;
import org.sallyport.targets.Rendering;
import org.sallyport.targets.Selection;

/** Writes {@code content-filtering.json}. The format has no place for reasons. */
final class MerakiWriter {

    private MerakiWriter() {}

    static Rendering write(Meraki target, Allowlist allowlist, Device device) {
        Selection selection = Selection.of(allowlist, target, device);
        NameList list = NameList.of(selection, target, device);
        String allowed = list.entries().keySet().stream()
                .map(host -> "    \"" + host.suffix() + "\"")
                .collect(Collectors.joining(",\n"));
        String text = """
                {
                  "allowedUrlPatterns": [
                %s
                  ],
                  "blockedUrlPatterns": [
                    "*"
                  ]
                }
                """.formatted(allowed).replace("\n\n", "\n");
        return new Rendering(
                List.of(DeviceFiles.of(Meraki.FILE, text)), list.entries().size(), selection.concessions());
    }
}
