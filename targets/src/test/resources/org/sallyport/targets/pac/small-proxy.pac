// The ways out of acme-paris, for the device branch. Written by Sallyport; what is changed by hand is lost.
// It tells a browser which way to go. It enforces nothing: a program that does not ask goes where it likes.
// It sees no ports: a name of the list gets the same answer at all of them.
// To install: serve it as application/x-ns-proxy-autoconfig and give browsers its address.
// To remove: take the address out of the browsers' settings, then the file from the server.
function FindProxyForURL(url, host) {
  var allowed = "DIRECT";
  var h = host.toLowerCase().replace(/\.$/, "");
  if (dnsDomainIs(h, ".cloudfront.net")) return allowed; // sophos-central/central fr:19
  if (dnsDomainIs(h, ".example.org")) return allowed; // site:6 ticket 1234: caf\u00e9
  if (dnsDomainIs(h, ".sophos.com")) return allowed; // sophos-central/central fr:20
  if (h === "az416426.vo.msecnd.net") return allowed; // sophos-central/central fr:17
  if (h === "dc.services.visualstudio.com") return allowed; // sophos-central/central fr:18
  if (h === "kinesis.us-west-2.amazonaws.com") return allowed; // sophos-central/mtr fr:131
  if (h === "prod.endpointintel.darkbytes.io") return allowed; // sophos-central/mtr fr:130
  if (h === "sophos.com") return allowed; // sophos-central/central fr:15
  if (/^tf-presigned-url-eu-west-1-prod-[a-z0-9_-]*-bucket\.s3\.eu-west-1\.amazonaws\.com$/.test(h)) return allowed; // sophos-central/ad-sync fr:97
  return "PROXY 127.0.0.1:9";
}
