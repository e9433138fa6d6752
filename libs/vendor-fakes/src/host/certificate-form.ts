// A certificate as an operator saves it, as far as its vendor's console would hold something of it.
export interface CertificateForm<Settings = unknown, Credential = unknown> {
  readonly settings: Settings;
  readonly credential: Credential;
  /** Where its receipts go. Absent: nowhere, or where each push says. */
  readonly receiptUrl?: string | undefined;
}
