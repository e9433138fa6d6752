// What a vendor's callback looks like, for the description of the API. Callbacks themselves come through the receipts door: nothing listens
// for this controller in a dispatch that runs.
import { Controller, HttpCode, Post } from '@nestjs/common';
import { notFound, Open, Operation } from '@offline-push/service-kit';

@Controller('receipts')
export class ReceiptsController {
  @Post(':certificate/:secret')
  @HttpCode(200)
  @Open()
  @Operation({ summary: 'A vendor calls back about pushes that it took. The secret in the path proves it.' })
  receive(): never {
    throw notFound();
  }
}
