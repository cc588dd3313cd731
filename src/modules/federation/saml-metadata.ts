import type { SamlSettings } from '../../saml-settings.js';

const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';
const BINDINGS = 'urn:oasis:names:tc:SAML:2.0:bindings';

/** What the operator of the identity provider must know of us, as SAML 2.0 metadata. */
export function samlMetadata(
  settings: SamlSettings,
  { acs, logout }: { acs: string; logout: string },
): string {
  const { issuer, own, logoutUrl } = settings;
  const keys = own ? keyDescriptor('signing', own.cert) + keyDescriptor('encryption', own.cert, CIPHERS) : '';
  const signsOut = logoutUrl
    ? `<SingleLogoutService Binding="${BINDINGS}:HTTP-Redirect" Location="${escapeXml(logout)}"/>`
    : '';
  return `<?xml version="1.0" encoding="UTF-8"?>
<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="${escapeXml(issuer)}">
<SPSSODescriptor protocolSupportEnumeration="${PROTOCOL}" AuthnRequestsSigned="${own !== null}" WantAssertionsSigned="true">
${keys}${signsOut}
<NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</NameIDFormat>
<AssertionConsumerService index="0" isDefault="true" Binding="${BINDINGS}:HTTP-POST" Location="${escapeXml(acs)}"/>
</SPSSODescriptor>
</EntityDescriptor>
`;
}

const CIPHERS = ['aes256-gcm', 'aes128-gcm']
  .map((name) => `<EncryptionMethod Algorithm="http://www.w3.org/2009/xmlenc11#${name}"/>`)
  .join('');

function keyDescriptor(use: string, pem: string, methods = ''): string {
  const base64 = pem.replace(/-----[^-]+-----|\s/g, '');
  const key = `<ds:X509Data><ds:X509Certificate>${base64}</ds:X509Certificate></ds:X509Data>`;
  return `<KeyDescriptor use="${use}"><ds:KeyInfo>${key}</ds:KeyInfo>${methods}</KeyDescriptor>\n`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign]!);
